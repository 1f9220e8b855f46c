package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.PoolOptions;
import java.net.URI;

/// A server by WHIP (RFC 9725) for those who send, and WHEP (draft-ietf-wish-whep) for those who receive. Nobody does
/// both.
public final class WhipVenue implements Venue {
    /// Requests that are under way at once: joins per second times a slow answer.
    private static final int MAX_CONNECTIONS = 256;

    /// Stands in the addresses for the room's name.
    public static final String ROOM = "{room}";

    private final String whip;
    private final String whep;
    private final HttpClientAgent http;

    /// @param whip where to publish; `{room}` in it becomes the room's name
    /// @param whep where to play, likewise
    public WhipVenue(Vertx vertx, String whip, String whep) {
        this.whip = whip;
        this.whep = whep;
        http = vertx.httpClientBuilder()
                .with(new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS))
                .build();
    }

    @Override
    public Future<? extends Entrance> open(Seat seat) {
        String endpoint = (seat.receives() ? whep : whip).replace(ROOM, seat.room());
        return Future.succeededFuture(new WhipEntrance(http, URI.create(endpoint)));
    }

    @Override
    public void close() {
        http.close().await();
    }
}
