package io.plenum.transport.ice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Signs and verifies STUN messages with one ICE password (RFC 8489 §14.5). Owned by one thread.
public final class MessageIntegrity {
    private static final String ALGORITHM = "HmacSHA1";

    private final Mac mac;

    public MessageIntegrity(String password) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
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

    /// The HMAC of a message up to its integrity attribute; the header's length counts that attribute in.
    byte[] sign(byte[] bytes, int end) {
        int announced = end - Stun.HEADER_LENGTH + Stun.ATTRIBUTE_HEADER_LENGTH + Stun.INTEGRITY_LENGTH;
        mac.update(bytes, 0, 2);
        mac.update((byte) (announced >> 8));
        mac.update((byte) announced);
        mac.update(bytes, 4, end - 4);
        return mac.doFinal();
    }
}
