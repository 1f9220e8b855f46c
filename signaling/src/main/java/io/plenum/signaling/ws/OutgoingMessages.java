package io.plenum.signaling.ws;

import io.plenum.signaling.protocol.Outgoing;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrameType;
import io.vertx.core.http.impl.ws.WebSocketFrameImpl;

/// What goes out on a socket, and how much of it has not left yet.
final class OutgoingMessages {
    /// A whole room's state is about 100 KB: a socket that is ten of them behind is not read.
    private static final int LIMIT_BYTES = 1 << 20;

    private final ServerWebSocket socket;
    private long waitingBytes;

    OutgoingMessages(ServerWebSocket socket) {
        this.socket = socket;
    }

    /// False when the socket is too slow for the message. Its bytes are not copied: Vert.x' interfaces would, for each
    /// socket, and a room of slow ones would hold as many copies.
    boolean send(Outgoing message) {
        int length = message.length();
        if (waitingBytes + length > LIMIT_BYTES) {
            return false;
        }
        waitingBytes += length;
        socket.writeFrame(new WebSocketFrameImpl(WebSocketFrameType.TEXT, message.utf8(), true))
                .onComplete(written -> waitingBytes -= length);
        return true;
    }
}
