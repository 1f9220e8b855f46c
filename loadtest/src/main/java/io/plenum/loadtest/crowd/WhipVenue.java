package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.PoolOptions;
import java.net.URI;
import java.util.Optional;

/// A server by WHIP (RFC 9725) for those who send, and WHEP (draft-ietf-wish-whep) for those who receive. Nobody does
/// both.
public final class WhipVenue implements Venue {
    /// Requests that are under way at once: joins per second times a slow answer.
    private static final int MAX_CONNECTIONS = 256;

    /// Stands in the addresses for the room's name.
    public static final String ROOM = "{room}";

    private final String whip;
    private final String whep;
    private final Optional<String> token;
    private final HttpClientAgent http;

    /// @param whip where to publish; `{room}` in it becomes the room's name
    /// @param whep where to play, likewise
    /// @param token for servers that ask for one; it must be for any room
    public WhipVenue(Vertx vertx, String whip, String whep, Optional<String> token) {
        this.whip = whip;
        this.whep = whep;
        this.token = token;
        http = vertx.httpClientBuilder()
                .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
                .build();
    }

    @Override
    public Future<? extends Entrance> open(Seat seat) {
        String endpoint = (seat.receives() ? whep : whip).replace(ROOM, seat.room());
        return Future.succeededFuture(new WhipEntrance(http, URI.create(endpoint), token));
    }
}
