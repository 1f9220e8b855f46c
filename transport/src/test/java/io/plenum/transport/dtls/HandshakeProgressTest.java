package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class HandshakeProgressTest {
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;

    private final HandshakeProgress progress = new HandshakeProgress();

    private static byte[] record(int type, int epoch, byte[]... contents) {
        ByteBuffer all = ByteBuffer.allocate(1_500);
        int length = 0;
        for (byte[] content : contents) {
            length += content.length;
        }
        all.put((byte) type).putShort((short) 0xFEFD).putShort((short) epoch).put(new byte[6]);
        all.putShort((short) length);
        for (byte[] content : contents) {
            all.put(content);
        }
        byte[] datagram = new byte[all.position()];
        all.flip().get(datagram);
        return datagram;
    }

    private static byte[] message(int number, int length, int fragmentOffset, int fragmentLength) {
        return ByteBuffer.allocate(12 + fragmentLength)
                .putInt(1 << 24 | length)
                .putShort((short) number)
                .put(medium(fragmentOffset))
                .put(medium(fragmentLength))
                .array();
    }

    private static byte[] medium(int value) {
        return new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value};
    }

    @Test
    void eachMessageIsNewOnce() {
        byte[] hello = record(HANDSHAKE, 0, message(0, 40, 0, 40));
        byte[] rest = record(HANDSHAKE, 0, message(1, 40, 0, 40), message(2, 0, 0, 0));
        assertTrue(progress.advances(hello));
        assertFalse(progress.advances(hello));
        assertTrue(progress.advances(rest));
        assertFalse(progress.advances(rest));
        assertFalse(progress.advances(hello));
    }

    @Test
    void soIsEachPartOfAMessage() {
        assertTrue(progress.advances(record(HANDSHAKE, 0, message(1, 100, 0, 60))));
        assertTrue(progress.advances(record(HANDSHAKE, 0, message(1, 100, 60, 40))));
        assertFalse(progress.advances(record(HANDSHAKE, 0, message(1, 100, 0, 60))));
    }

    @Test
    void andWhatIsEncrypted() {
        byte[] finished = record(HANDSHAKE, 1, new byte[40]);
        assertFalse(progress.advances(record(CHANGE_CIPHER_SPEC, 0, new byte[1])));
        assertTrue(progress.advances(finished));
        assertFalse(progress.advances(finished));
    }
}
