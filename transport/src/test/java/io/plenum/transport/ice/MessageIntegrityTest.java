package io.plenum.transport.ice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class MessageIntegrityTest {
    /// The request of RFC 5769 §2.1.
    private static final byte[] REQUEST = HexFormat.of()
            .parseHex("000100582112a442b7e7a701bc34d686fa87dfae"
                    + "802200105354554e207465737420636c69656e74"
                    + "002400046e0001ff"
                    + "80290008932ff9b151263b36"
                    + "000600096576746a3a68367659202020"
                    + "000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2"
                    + "80280004e57a3bcf");

    private static final String PASSWORD = "VOkJxbRl1RmTxUk/WvJxBt";

    @Test
    void knowsThePublishedRequest() {
        StunMessage message = new StunMessage();
        assertTrue(message.wrap(REQUEST, REQUEST.length));
        assertTrue(new MessageIntegrity(PASSWORD).verify(message));
        assertFalse(new MessageIntegrity(PASSWORD + "x").verify(message));
    }

    /// The JDK's HMAC is the reference, for passwords of all lengths that ICE allows.
    @Test
    void signsAsTheJdkDoes() throws Exception {
        long seed = 20_261_128;
        Random random = new Random(seed);
        for (int length = 1; length <= 256; length++) {
            String password = "p".repeat(length - 1) + (char) ('a' + random.nextInt(26));
            MessageIntegrity key = new MessageIntegrity(password);
            for (int message = 0; message < 3; message++) {
                byte[] bytes = new byte[Stun.HEADER_LENGTH + 4 * random.nextInt(100)];
                random.nextBytes(bytes);
                assertArrayEquals(
                        reference(password, bytes), key.sign(bytes, bytes.length), "seed " + seed + ", " + password);
            }
        }
    }

    private static byte[] reference(String password, byte[] bytes) throws Exception {
        int announced = bytes.length - Stun.HEADER_LENGTH + Stun.ATTRIBUTE_HEADER_LENGTH + Stun.INTEGRITY_LENGTH;
        byte[] signed = Arrays.copyOf(bytes, bytes.length);
        ByteBuffer.wrap(signed).putShort(2, (short) announced);
        Mac mac = Mac.getInstance("HmacSHA1");
        mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        return mac.doFinal(signed);
    }
}
