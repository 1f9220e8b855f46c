package io.plenum.transport.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;

/// One SSRC that we send: jitsi-srtp's context, and our guard before and behind it.
final class OutgoingStream {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int SEQUENCE_OFFSET = 2;

    private final SrtpCryptoContext context;
    private final SendWindow window = new SendWindow();

    OutgoingStream(SrtpCryptoContext context) {
        this.context = context;
    }

    /// Seals the packet in the buffer; returns its new length, which must be `expected`, or why it must not be sent.
    int protect(SrtpBuffer buffer, int expected) throws GeneralSecurityException {
        long index = window.index((short) SHORT.get(buffer.getBuffer(), SEQUENCE_OFFSET) & 0xFFFF);
        if (!window.knows(index)) {
            return SrtpSession.RESEND_REFUSED;
        }
        SrtpErrorStatus status = context.transformPacket(buffer);
        window.reach(index);
        long before = window.tag(index);
        if (status != SrtpErrorStatus.OK || buffer.getLength() != expected) {
            return before == SendWindow.NONE ? SrtpSession.NOT_PROTECTED : SrtpSession.RESEND_REFUSED;
        }
        long tag = tag(buffer.getBuffer(), expected);
        if (before != SendWindow.NONE && before != tag) {
            return SrtpSession.RESEND_REFUSED; // another packet under a used number: its ciphertext stays here
        }
        window.sealed(index, tag);
        return expected;
    }

    /// The last 64 bits of the tag. Nobody outside can aim at them: they are a keyed hash of the packet.
    private static long tag(byte[] sealed, int length) {
        long tag = (long) LONG.get(sealed, length - Long.BYTES);
        return tag == SendWindow.NONE ? 1 : tag;
    }
}
