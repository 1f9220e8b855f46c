package io.plenum.core;

/// A codec as two peers must agree on it.
///
/// The engine compares codecs only by [#key]: two payload types carry the same thing exactly when their keys are
/// equal. Signaling builds the key from the rtpmap and those fmtp parameters that change the bitstream
/// (`video/H264/90000;packetization-mode=1;profile=42e0`), and leaves out those that do not.
public record Codec(Family family, String key, int clockRate, int channels) {
    /// What the engine must know of the payload. `OPAQUE` is forwarded without looking inside.
    public enum Family {
        OPUS,
        /// Redundant audio (RFC 2198), whose blocks are of the track's other payload types.
        RED,
        VP8,
        VP9,
        AV1,
        H264,
        H265,
        OPAQUE
    }
}
