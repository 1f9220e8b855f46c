package io.plenum.core;

/// A packet for one subscriber, in two pieces, so that the payload is never copied before it is encrypted: `head`
/// holds the subscriber's own RTP header and the first bytes of the payload where they were rewritten (a VP8
/// descriptor, the original sequence number of a retransmission); `body` is the shared packet's rest.
///
/// Instances are reused, and what is in one changes with the next packet: read it, do not keep it.
public final class OutboundRtp {
    /// 12 fixed + 1 CSRC + extensions, of which a dependency descriptor may have 255 bytes and the others together less
    /// than 200 + the rewritten start of the payload: below this.
    public static final int HEAD_CAPACITY = 512;

    public final byte[] head = new byte[HEAD_CAPACITY];
    /// Bytes of `head` that are the RTP header, extensions included: what SRTP leaves readable.
    public int headerLength;
    /// Bytes of `head` in use.
    public int headLength;

    public byte[] body = new byte[0];
    public int bodyOffset;
    public int bodyLength;

    /// Sound: where there is no room for all, pictures stay behind first.
    public boolean urgent;

    public int length() {
        return headLength + bodyLength;
    }

    /// Writes the whole packet, as it is sent but for encryption, and returns its length.
    public int copyTo(byte[] target, int offset) {
        System.arraycopy(head, 0, target, offset, headLength);
        System.arraycopy(body, bodyOffset, target, offset + headLength, bodyLength);
        return length();
    }
}
