package io.plenum.core;

/// Where the engine's output goes. Called inside [Sfu#drain] only; arguments are valid during the call only.
public interface Output {
    /// Returns when the packet leaves, on the clock of the time that [Sfu#drain] was given. A turn in which
    /// much is sent takes long: what its last packets wait for here is no delay of the network.
    long rtp(PeerId to, OutboundRtp packet);

    /// A compound RTCP packet, not yet protected.
    void rtcp(PeerId to, byte[] bytes, int offset, int length);

    /// Something for the engine of another shard of this process. Returns how loaded the way there is, in percent
    /// of what it bears; negative when the message did not fit and is lost.
    ///
    /// @param urgent whether it may use what is kept free of video
    default int relay(int shard, byte[] bytes, int offset, int length, boolean urgent) {
        throw new UnsupportedOperationException("there is one shard only");
    }

    void event(Event event);
}
