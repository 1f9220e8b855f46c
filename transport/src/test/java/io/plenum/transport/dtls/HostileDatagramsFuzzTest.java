package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.transport.ice.StunMessage;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// What reads datagrams before anybody has proven who they are, fed with anything at all. The first byte chooses.
class HostileDatagramsFuzzTest {
    private static final int HANDSHAKE = 22;
    private static final int MAX_MESSAGE_LENGTH = 16_384;

    @FuzzTest(maxDuration = "12s")
    void reads(byte[] data) {
        if (data.length == 0) {
            return;
        }
        byte[] datagram = Arrays.copyOfRange(data, 1, data.length);
        if ((data[0] & 1) == 0) {
            stun(datagram);
        } else {
            assertEquals(isSound(datagram), HandshakeGuard.accepts(datagram));
        }
    }

    private static void stun(byte[] datagram) {
        StunMessage message = new StunMessage();
        if (message.wrap(datagram, datagram.length)) {
            assertNotNull(message.transactionId());
            assertNotNull(message.localUfrag());
            assertFalse(message.isRequest() && message.isResponse());
        }
    }

    /// The guard's rule once more, in other words: all records whole, and in clear handshake records all fragments
    /// whole, inside of their message, and of none that announces more than there ever is.
    private static boolean isSound(byte[] datagram) {
        ByteBuffer left = ByteBuffer.wrap(datagram);
        try {
            while (left.hasRemaining()) {
                byte type = left.get();
                left.getShort();
                boolean clear = left.getShort() == 0;
                left.getInt();
                left.getShort();
                ByteBuffer record = take(left, Short.toUnsignedInt(left.getShort()));
                if (type == HANDSHAKE && clear && !messagesAreSound(record)) {
                    return false;
                }
            }
            return true;
        } catch (BufferUnderflowException e) {
            return false;
        }
    }

    private static boolean messagesAreSound(ByteBuffer record) {
        while (record.hasRemaining()) {
            record.get();
            int length = medium(record);
            record.getShort();
            int from = medium(record);
            int fragment = medium(record);
            if (length > MAX_MESSAGE_LENGTH || from + fragment > length) {
                return false;
            }
            take(record, fragment);
        }
        return true;
    }

    private static int medium(ByteBuffer from) {
        return Byte.toUnsignedInt(from.get()) << 16 | Short.toUnsignedInt(from.getShort());
    }

    private static ByteBuffer take(ByteBuffer from, int length) {
        if (length > from.remaining()) {
            throw new BufferUnderflowException();
        }
        ByteBuffer taken = from.slice(from.position(), length);
        from.position(from.position() + length);
        return taken;
    }
}
