package io.plenum.transport.loop;

import io.plenum.transport.udp.UdpPort;
import java.util.List;

/// What an [EventLoop] does. Called on its thread only.
public interface LoopWork {
    /// One turn: read, think, write. Returns when the next one is due at the latest.
    ///
    /// @param ready the ports that have something to read
    long turn(List<UdpPort> ready, long nowNanos);

    /// The loop has ended: close what it owned.
    void stopped();
}
