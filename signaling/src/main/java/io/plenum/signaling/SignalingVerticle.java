package io.plenum.signaling;

import io.plenum.signaling.auth.TokenVerifier;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.http.AdminAccess;
import io.plenum.signaling.http.AdminEndpoint;
import io.plenum.signaling.http.Connections;
import io.plenum.signaling.http.OriginPolicy;
import io.plenum.signaling.http.WhipWhepEndpoint;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.MediaReports;
import io.plenum.signaling.room.ConferenceDirectory;
import io.plenum.signaling.stats.SignalingStats;
import io.plenum.signaling.ws.WebSocketEndpoint;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/// Signaling as a whole: one HTTP server, and the one event loop that owns every room.
///
/// Deploy one instance. The public methods may be called on any thread, once it is deployed.
public final class SignalingVerticle extends VerticleBase {
    /// A connection on which nothing moves for so long carries no request; WebSockets ping more often.
    private static final int IDLE_SECONDS = 120;
    /// How long a client may take to answer our close before its connection is cut.
    private static final int CLOSING_SECONDS = 5;

    private final SignalingConfig config;
    private final MediaPlane plane;
    private final MediaReports reports;
    private final Consumer<Router> pages;
    private final SignalingStats stats = new SignalingStats();
    private volatile @Nullable ConferenceDirectory directory;
    private volatile int port;

    /// @param reports what the shards were given as their listener
    /// @param pages adds routes of the server's own (the page, metrics, health) to the same HTTP server
    public SignalingVerticle(SignalingConfig config, MediaPlane plane, MediaReports reports, Consumer<Router> pages) {
        this.config = config;
        this.plane = plane;
        this.reports = reports;
        this.pages = pages;
    }

    @Override
    public Future<?> start() {
        ConferenceDirectory conferences = new ConferenceDirectory(vertx, context, plane, config, stats);
        directory = conferences;
        reports.attach(task -> context.runOnContext(ignored -> task.run()), conferences::reports);
        conferences.watchShards();
        Connections connections =
                new Connections(vertx, config.http(), config.times().request(), stats);
        return listen(router(conferences, connections), connections).onSuccess(actual -> port = actual);
    }

    /// On one address after the other: where any free port will do, the first one chooses for all.
    private Future<Integer> listen(Router router, Connections connections) {
        Future<Integer> bound = Future.succeededFuture(config.http().port());
        for (String host : config.http().hosts()) {
            bound = bound.compose(wanted -> vertx.createHttpServer(httpOptions())
                            .connectionHandler(connections::opened)
                            .requestHandler(router)
                            .listen(wanted, host))
                    .map(HttpServer::actualPort);
        }
        return bound;
    }

    private static HttpServerOptions httpOptions() {
        return new HttpServerOptions()
                .setIdleTimeout(IDLE_SECONDS)
                .setMaxWebSocketFrameSize(WebSocketEndpoint.MAX_MESSAGE_BYTES)
                .setWebSocketClosingTimeout(CLOSING_SECONDS)
                .setWebSocketSubProtocols(List.of(WebSocketEndpoint.SUBPROTOCOL))
                // HTTP/2 makes many bodies of one connection; and one that does not say which HTTP it speaks would
                // not be counted.
                .setHttp2ClearTextEnabled(false)
                // A few compressed bytes may unpack to any length.
                .setPerMessageWebSocketCompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false);
    }

    private Router router(ConferenceDirectory conferences, Connections connections) {
        Router router = Router.router(vertx);
        router.route().handler(connections::requested);
        TokenVerifier tokens = TokenVerifier.of(vertx, config.authSecret());
        OriginPolicy origins = new OriginPolicy(
                config.http().allowedOrigins(), config.authSecret().isEmpty());
        new WebSocketEndpoint(vertx, conferences, tokens, origins, config.times(), stats).mount(router);
        new WhipWhepEndpoint(conferences, tokens, origins, config.times().request(), stats).mount(router);
        AdminAccess access = new AdminAccess(tokens, config.authSecret().isEmpty());
        new AdminEndpoint(context, conferences, plane, access, stats).mount(router);
        pages.accept(router);
        return router;
    }

    @Override
    public Future<?> stop() {
        reports.detach();
        return shutdown();
    }

    /// The port that the HTTP server listens on, on each of its addresses.
    public int port() {
        return port;
    }

    public SignalingStats.Snapshot snapshot() {
        return stats.snapshot(reports.lost());
    }

    /// Entries in all tables of rooms and participants; 0 when nobody is there.
    public Future<Integer> entries() {
        return ask(ConferenceDirectory::entries);
    }

    /// Lets nobody in any more; those who are in stay.
    public Future<Void> drain() {
        return ask(conferences -> {
                    conferences.drain();
                    return 0;
                })
                .mapEmpty();
    }

    /// Tells everybody that the server goes away, and puts them out.
    public Future<Void> shutdown() {
        return ask(conferences -> {
                    conferences.shutdown();
                    return 0;
                })
                .mapEmpty();
    }

    private Future<Integer> ask(ToIntFunction<ConferenceDirectory> question) {
        ConferenceDirectory present = directory;
        if (present == null) {
            return Future.succeededFuture(0);
        }
        Promise<Integer> answer = Promise.promise();
        context.runOnContext(ignored -> answer.complete(question.applyAsInt(present)));
        return answer.future();
    }
}
