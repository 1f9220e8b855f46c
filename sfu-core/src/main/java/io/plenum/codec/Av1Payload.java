package io.plenum.codec;

/// As much of an AV1 payload (AV1 RTP specification §4.4) as tells where a decoder may start: for senders without the
/// dependency descriptor, which says more.
public final class Av1Payload {
    private static final int NEW_SEQUENCE = 0x08;

    private Av1Payload() {}

    /// Whether the packet is the first of a coded video sequence, which begins with a key frame (the N bit).
    public static boolean keyFrameStart(byte[] bytes, int offset, int length) {
        return length > 1 && (bytes[offset] & NEW_SEQUENCE) != 0;
    }
}
