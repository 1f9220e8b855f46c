package io.plenum.transport.ice;

import java.nio.charset.StandardCharsets;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Signs and verifies STUN messages with one ICE password (RFC 8489 §14.5): HMAC-SHA1 (RFC 2104). Owned by one thread.
///
/// The JDK's own `Mac` leaves several arrays behind for each message, which was a third of what a large webinar left.
public final class MessageIntegrity {
    private static final String ALGORITHM = "SHA-1";
    private static final int BLOCK_LENGTH = 64;
    private static final int INNER = 0x36;
    private static final int OUTER = 0x5C;

    private final MessageDigest digest;
    private final byte[] inner;
    private final byte[] outer;
    private final byte[] signature = new byte[Stun.INTEGRITY_LENGTH];

    public MessageIntegrity(String password) {
        try {
            digest = MessageDigest.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
        byte[] key = password.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(key.length > BLOCK_LENGTH ? digest.digest(key) : key, BLOCK_LENGTH);
        inner = mixed(block, INNER);
        outer = mixed(block, OUTER);
    }

    private static byte[] mixed(byte[] block, int pad) {
        byte[] result = new byte[BLOCK_LENGTH];
        for (int i = 0; i < BLOCK_LENGTH; i++) {
            result[i] = (byte) (block[i] ^ pad);
        }
        return result;
    }

    /// False also for a message that is not signed.
    public boolean verify(StunMessage message) {
        int offset = message.integrityOffset();
        if (offset == 0) {
            return false;
        }
        byte[] bytes = message.bytes();
        byte[] expected = sign(bytes, offset - Stun.ATTRIBUTE_HEADER_LENGTH);
        int difference = 0; // takes the same time whatever differs
        for (int i = 0; i < Stun.INTEGRITY_LENGTH; i++) {
            difference |= expected[i] ^ bytes[offset + i];
        }
        return difference == 0;
    }

    /// The HMAC of a message up to its integrity attribute, valid until the next call; the header's length counts that
    /// attribute in.
    byte[] sign(byte[] bytes, int end) {
        int announced = end - Stun.HEADER_LENGTH + Stun.ATTRIBUTE_HEADER_LENGTH + Stun.INTEGRITY_LENGTH;
        digest.update(inner);
        digest.update(bytes, 0, 2);
        digest.update((byte) (announced >> 8));
        digest.update((byte) announced);
        digest.update(bytes, 4, end - 4);
        finish();
        digest.update(outer);
        digest.update(signature);
        finish();
        return signature;
    }

    private void finish() {
        try {
            digest.digest(signature, 0, signature.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e); // for arrays that are too short only
        }
    }
}
