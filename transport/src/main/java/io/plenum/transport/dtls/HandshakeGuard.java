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
            int start = offset + RECORD_HEADER_LENGTH;
            if (start > datagram.length) {
                return false;
            }
            int end = start + unsignedShort(datagram, offset + 11);
            boolean clear = unsignedShort(datagram, offset + 3) == 0; // epoch 0: nothing is encrypted yet
            if (end > datagram.length
                    || (datagram[offset] == HANDSHAKE && clear && !acceptsMessages(datagram, start, end))) {
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
            int fragmentOffset = unsignedMedium(bytes, offset + 6);
            int fragmentLength = unsignedMedium(bytes, offset + 9);
            if (length > MAX_MESSAGE_LENGTH || fragmentOffset + fragmentLength > length) {
                return false;
            }
            offset += MESSAGE_HEADER_LENGTH + fragmentLength;
        }
        return offset == end;
    }

    private static int unsignedShort(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
    }

    private static int unsignedMedium(byte[] bytes, int offset) {
        return ((bytes[offset] & 0xff) << 16) | unsignedShort(bytes, offset + 1);
    }
}
