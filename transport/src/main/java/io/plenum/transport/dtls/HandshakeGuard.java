package io.plenum.transport.dtls;

/// Looks at every record of a datagram before Bouncy Castle does, which allocates whatever length a handshake message
/// announces: eight forged fragments of 26 bytes would hold 128 MB.
final class HandshakeGuard {
    /// A certificate chain is the longest message there is; browsers send one self-signed certificate of under 1 KB.
    private static final int MAX_MESSAGE_LENGTH = 16_384;

    private static final int RECORD_HEADER_LENGTH = 13;
    private static final int MESSAGE_HEADER_LENGTH = 12;
    private static final int HANDSHAKE = 22;

    private HandshakeGuard() {}

    /// Whether all records are whole, and all handshake messages in clear of a sensible length.
    static boolean accepts(byte[] datagram) {
        int offset = 0;
        while (offset < datagram.length) {
            int start = body(offset);
            if (start > datagram.length) {
                return false;
            }
            int end = recordEnd(datagram, offset);
            if (end > datagram.length
                    || (isHandshake(datagram, offset)
                            && isClear(datagram, offset)
                            && !acceptsMessages(datagram, start, end))) {
                return false;
            }
            offset = end;
        }
        return true;
    }

    /// Whether all handshake messages (or fragments of them) in a decrypted record are of a sensible length.
    static boolean acceptsMessages(byte[] bytes, int start, int end) {
        int offset = start;
        while (offset < end) {
            if (offset + MESSAGE_HEADER_LENGTH > end) {
                return false;
            }
            int length = unsignedMedium(bytes, offset + 1);
            if (length > MAX_MESSAGE_LENGTH || fragmentEnd(bytes, offset) > length) {
                return false;
            }
            offset = messageEnd(bytes, offset);
        }
        return offset == end;
    }

    // --- what stands where, in a record that begins at `offset` (RFC 6347 §4.1) ---

    static boolean isHandshake(byte[] bytes, int offset) {
        return bytes[offset] == HANDSHAKE;
    }

    /// Of epoch 0: nothing is encrypted yet.
    static boolean isClear(byte[] bytes, int offset) {
        return unsignedShort(bytes, offset + 3) == 0;
    }

    static int body(int offset) {
        return offset + RECORD_HEADER_LENGTH;
    }

    static int recordEnd(byte[] bytes, int offset) {
        return body(offset) + unsignedShort(bytes, offset + 11);
    }

    // --- and in a handshake message (§4.2.2) ---

    static int messageNumber(byte[] bytes, int offset) {
        return unsignedShort(bytes, offset + 4);
    }

    /// How far into the message this part of it reaches.
    static int fragmentEnd(byte[] bytes, int offset) {
        return unsignedMedium(bytes, offset + 6) + unsignedMedium(bytes, offset + 9);
    }

    static int messageEnd(byte[] bytes, int offset) {
        return offset + MESSAGE_HEADER_LENGTH + unsignedMedium(bytes, offset + 9);
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
    }

    private static int unsignedMedium(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xff) << 16) | unsignedShort(bytes, offset + 1);
    }
}
