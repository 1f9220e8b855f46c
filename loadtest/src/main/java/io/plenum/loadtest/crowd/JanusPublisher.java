package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/// Somebody who only sends, in a room of Janus.
final class JanusPublisher implements Entrance {
    private final JanusSocket socket;

    JanusPublisher(JanusSocket socket) {
        this.socket = socket;
    }

    @Override
    public Future<Long> enter(Seat seat) {
        return JanusRoom.make(socket, seat.room())
                .compose(_ -> socket.plugin(new JsonObject()
                        .put("request", "join")
                        .put("ptype", "publisher")
                        .put("room", JanusRoom.number(seat.room()))
                        .put("display", seat.name())))
                .map(0L);
    }

    /// Asked to choose, Janus would be the DTLS client, which is what our end always is.
    @Override
    public Future<String> offer(String sdp) {
        String active = sdp.replace("a=setup:actpass", "a=setup:active");
        return socket.plugin(new JsonObject().put("request", "publish"), "offer", active)
                .map(JanusSocket::sdp);
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
