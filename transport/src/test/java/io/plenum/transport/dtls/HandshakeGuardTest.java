package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HandshakeGuardTest {
    private static byte[] record(int type, int epoch, byte[] content) {
        return ByteBuffer.allocate(13 + content.length)
                .put((byte) type)
                .putShort((short) 0xFEFD)
                .putShort((short) epoch)
                .put(new byte[6])
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static byte[] message(int announced, int fragmentOffset, int fragmentLength) {
        return ByteBuffer.allocate(12 + Math.min(fragmentLength, 100))
                .putInt((1 << 24) | announced)
                .putShort((short) 0)
                .put(medium(fragmentOffset))
                .put(medium(fragmentLength))
                .array();
    }

    private static byte[] medium(int value) {
        return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    private static byte[] join(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(1500);
        for (byte[] part : parts) {
            all.put(part);
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    @Test
    void aFragmentOfASensibleMessagePasses() {
        assertTrue(HandshakeGuard.accepts(record(22, 0, message(1413, 50, 50))));
    }

    @Test
    void anEnormousMessageIsRefusedInEveryRecord() {
        byte[] good = record(22, 0, message(50, 0, 50));
        byte[] bad = record(22, 0, message(0xFFFFFF, 0, 1));
        assertFalse(HandshakeGuard.accepts(bad));
        assertFalse(HandshakeGuard.accepts(join(good, bad)));
        assertFalse(HandshakeGuard.accepts(join(good, good, bad, good)));
    }

    @Test
    void anEnormousMessageIsRefusedBehindAnotherInOneRecord() {
        byte[] content = join(message(50, 0, 50), message(20_000, 0, 1));
        assertFalse(HandshakeGuard.accepts(record(22, 0, content)));
        assertFalse(HandshakeGuard.acceptsMessages(content, 0, content.length));
    }

    @Test
    void aFragmentBeyondItsMessageIsRefused() {
        assertFalse(HandshakeGuard.accepts(record(22, 0, message(50, 40, 20))));
    }

    @Test
    void brokenRecordsAreRefused() {
        assertFalse(HandshakeGuard.accepts(new byte[] {22}));
        byte[] whole = record(22, 0, message(50, 0, 50));
        assertFalse(HandshakeGuard.accepts(Arrays.copyOf(whole, whole.length - 1)));
        assertFalse(HandshakeGuard.accepts(join(whole, new byte[5])));
    }

    @Test
    void whatIsEncryptedIsLookedAtLater() {
        assertTrue(HandshakeGuard.accepts(record(22, 1, message(0xFFFFFF, 0, 1))));
        assertTrue(HandshakeGuard.accepts(record(23, 1, new byte[100])));
    }
}
