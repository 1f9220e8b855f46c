package io.plenum.transport.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// The parts of a packet's header that SRTP looks at (RFC 3550 §5.1, §5.3.1). All are outside the encryption.
final class RtpHeader {
    static final int FIXED_LENGTH = 12;

    /// The first header of a compound RTCP packet, as far as it stays readable.
    static final int CONTROL_LENGTH = 8;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int VERSION_MASK = 0xC0;
    private static final int VERSION_2 = 0x80;
    private static final int EXTENSION_BIT = 0x10;
    private static final int CSRC_COUNT_MASK = 0x0F;
    private static final int WORD = 4;
    private static final int SEQUENCE_OFFSET = 2;
    private static final int SSRC_OFFSET = 8;
    private static final int CONTROL_SSRC_OFFSET = 4;

    private RtpHeader() {}

    /// How long the header is, extensions included; -1 when the packet ends before it does.
    static int length(byte[] packet, int length) {
        if (length < FIXED_LENGTH || (packet[0] & VERSION_MASK) != VERSION_2) {
            return -1;
        }
        int end = FIXED_LENGTH + (packet[0] & CSRC_COUNT_MASK) * WORD;
        if ((packet[0] & EXTENSION_BIT) != 0) {
            if (end + WORD > length) {
                return -1;
            }
            end += WORD + ((short) SHORT.get(packet, end + 2) & 0xFFFF) * WORD;
        }
        return end <= length ? end : -1;
    }

    static int sequence16(byte[] packet) {
        return (short) SHORT.get(packet, SEQUENCE_OFFSET) & 0xFFFF;
    }

    static int ssrc(byte[] packet) {
        return (int) INT.get(packet, SSRC_OFFSET);
    }

    static int controlSsrc(byte[] packet) {
        return (int) INT.get(packet, CONTROL_SSRC_OFFSET);
    }
}
