package io.plenum.signaling.ws;

import io.plenum.signaling.protocol.Outgoing;
import io.vertx.core.http.ServerWebSocket;

/// What goes out on a socket, and how much of it has not left yet.
final class OutgoingMessages {
    /// A whole room's state is about 100 KB: a socket that is ten of them behind is not read.
    private static final int LIMIT_BYTES = 1 << 20;

    private final ServerWebSocket socket;
    private long waitingBytes;

    OutgoingMessages(ServerWebSocket socket) {
        this.socket = socket;
    }

    /// False when the socket is too slow for the message.
    boolean send(Outgoing message) {
        int length = message.bytes();
        if (waitingBytes + length > LIMIT_BYTES) {
            return false;
        }
        waitingBytes += length;
        socket.writeTextMessage(message.text()).onComplete(written -> waitingBytes -= length);
        return true;
    }
}
