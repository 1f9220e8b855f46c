package io.plenum.signaling.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Optional;

/// Between which IP addresses a connection runs; empty when it has ended already.
final class Addresses {
    private Addresses() {}

    static Optional<InetAddress> remote(HttpConnection connection) {
        return address(channel(connection).remoteAddress());
    }

    static Optional<InetAddress> local(HttpConnection connection) {
        return address(channel(connection).localAddress());
    }

    /// A connection that becomes a WebSocket is another one to Vert.x, which then does not tell of the first one's end.
    static Channel channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channel();
    }

    private static Optional<InetAddress> address(SocketAddress socket) {
        return socket instanceof InetSocketAddress inet ? Optional.ofNullable(inet.getAddress()) : Optional.empty();
    }
}
