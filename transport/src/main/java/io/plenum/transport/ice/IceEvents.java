package io.plenum.transport.ice;

import java.net.InetSocketAddress;

/// What an [IceSession] has to tell. Called on ICE threads: implementations hand over to the shard and return.
public interface IceEvents {
    void send(IceSession session, byte[] stun, InetSocketAddress local, InetSocketAddress remote);

    /// A path works. `nominated`: the other side has chosen it.
    void path(IceSession session, IcePath path, boolean nominated);

    /// No path was found, and none will be.
    void failed(IceSession session);
}
