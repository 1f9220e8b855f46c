package io.plenum.signaling.ws;

import io.netty.channel.Channel;
import io.plenum.signaling.auth.TokenVerifier;
import io.plenum.signaling.config.SignalingConfig.Times;
import io.plenum.signaling.http.OriginPolicy;
import io.plenum.signaling.room.ConferenceDirectory;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/// Lets WebSockets in.
public final class WebSocketEndpoint {
    public static final String SUBPROTOCOL = "plenum.v1";

    /// The largest offer (200 KiB) as JSON.
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;

    private final Vertx vertx;
    private final ConferenceDirectory directory;
    private final TokenVerifier tokens;
    private final OriginPolicy origins;
    private final Times times;
    private final SignalingStats stats;

    public WebSocketEndpoint(
            Vertx vertx,
            ConferenceDirectory directory,
            TokenVerifier tokens,
            OriginPolicy origins,
            Times times,
            SignalingStats stats) {
        this.vertx = vertx;
        this.directory = directory;
        this.tokens = tokens;
        this.origins = origins;
        this.times = times;
        this.stats = stats;
    }

    public void mount(Router router) {
        router.get("/ws").handler(this::upgrade);
    }

    private void upgrade(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!origins.allows(request)) {
            routing.response().setStatusCode(FORBIDDEN).end("this origin is not allowed\n");
        } else if (!request.canUpgradeToWebSocket() || !subprotocolFits(request)) {
            routing.response().setStatusCode(BAD_REQUEST).end("a WebSocket of " + SUBPROTOCOL + " is expected\n");
        } else {
            request.toWebSocket()
                    .onSuccess(socket ->
                            new ClientSocket(vertx, channel(request), socket, directory, tokens, times, stats).open());
        }
    }

    /// Vert.x closes only behind all that waits to be written, and its interfaces know no other way.
    private static Channel channel(HttpServerRequest request) {
        return ((ConnectionBase) request.connection()).channel();
    }

    private static boolean subprotocolFits(HttpServerRequest request) {
        String offered = request.getHeader("Sec-WebSocket-Protocol");
        return offered == null || List.of(offered.split("\\s*,\\s*")).contains(SUBPROTOCOL);
    }
}
