package io.plenum.core;

/// Where the engine's output goes. Called inside [Sfu#drain] only; arguments are valid during the call only.
public interface Output {
    void rtp(PeerId to, OutboundRtp packet);

    /// A compound RTCP packet, not yet protected.
    void rtcp(PeerId to, byte[] bytes, int offset, int length);

    void event(Event event);
}
