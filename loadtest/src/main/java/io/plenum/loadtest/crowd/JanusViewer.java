package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Somebody who only receives, in a room of Janus: one connection for as many publishers as the seat has video slots.
/// Here the server offers.
final class JanusViewer implements Entrance {
    /// So that viewers with fewer slots than publishers do not all watch the same ones.
    private static final AtomicInteger NEXT = new AtomicInteger();

    private final JanusSocket socket;

    JanusViewer(JanusSocket socket) {
        this.socket = socket;
    }

    @Override
    public Future<Long> enter(Seat seat) {
        return JanusRoom.make(socket, seat.room()).map(0L);
    }

    @Override
    public boolean serverOffers() {
        return true;
    }

    @Override
    public Future<String> invitation(Seat seat) {
        return JanusRoom.feeds(socket, seat.room())
                .compose(feeds -> socket.plugin(new JsonObject()
                        .put("request", "join")
                        .put("ptype", "subscriber")
                        .put("room", JanusRoom.number(seat.room()))
                        .put("streams", streams(feeds, seat.videoSlots()))))
                .map(JanusSocket::sdp);
    }

    private static JsonArray streams(List<Long> feeds, int slots) {
        JsonArray streams = new JsonArray();
        int first = NEXT.getAndIncrement();
        for (int i = 0; i < Math.min(slots, feeds.size()); i++) {
            streams.add(new JsonObject().put("feed", feeds.get((first + i) % feeds.size())));
        }
        return streams;
    }

    @Override
    public Future<Void> answer(String sdp) {
        return socket.plugin(new JsonObject().put("request", "start"), "answer", sdp)
                .mapEmpty();
    }

    @Override
    public Future<String> offer(String sdp) {
        return Future.failedFuture("Janus offers to viewers");
    }

    @Override
    public Future<String> closed() {
        return socket.closed();
    }

    @Override
    public Future<Void> leave() {
        return socket.destroy();
    }
}
