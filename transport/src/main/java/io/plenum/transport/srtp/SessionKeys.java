package io.plenum.transport.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// What one direction's RTP or RTCP is protected with, derived from the master key (RFC 3711 §4.3; RFC 7714 §11 for
/// GCM).
///
/// The key derivation rate is 0, the only one in use: keys hold for the life of the association.
final class SessionKeys {
    /// Labels of RTP; those of RTCP follow in the same order.
    private static final int CIPHER_LABEL = 0;

    private static final int AUTHENTICATION_LABEL = 1;
    private static final int SALT_LABEL = 2;
    private static final int LABELS = 3;

    /// HMAC-SHA1's key (RFC 3711 §5.2).
    private static final int AUTHENTICATION_KEY_LENGTH = 20;

    private static final int LABEL_OFFSET = 7;
    private static final int BLOCK_LENGTH = 16;

    private final byte[] cipherKey;
    private final byte[] authenticationKey;
    private final byte[] salt;

    SessionKeys(byte[] cipherKey, byte[] authenticationKey, byte[] salt) {
        this.cipherKey = cipherKey;
        this.authenticationKey = authenticationKey;
        this.salt = salt;
    }

    static SessionKeys derive(SrtpProfile profile, byte[] masterKey, byte[] masterSalt, boolean control) {
        int first = control ? LABELS : 0;
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            SecretKeySpec key = new SecretKeySpec(masterKey, "AES");
            return new SessionKeys(
                    derive(cipher, key, masterSalt, first + CIPHER_LABEL, SrtpProfile.KEY_LENGTH),
                    derive(cipher, key, masterSalt, first + AUTHENTICATION_LABEL, AUTHENTICATION_KEY_LENGTH),
                    derive(cipher, key, masterSalt, first + SALT_LABEL, profile.saltLength()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every Java has AES in counter mode
        }
    }

    /// The key stream of AES in counter mode that starts at the salt with the label mixed in.
    private static byte[] derive(Cipher cipher, SecretKeySpec key, byte[] masterSalt, int label, int length)
            throws GeneralSecurityException {
        byte[] start = Arrays.copyOf(masterSalt, BLOCK_LENGTH);
        start[LABEL_OFFSET] ^= (byte) label;
        cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(start));
        return cipher.doFinal(new byte[length]);
    }

    byte[] cipherKey() {
        return cipherKey;
    }

    byte[] authenticationKey() {
        return authenticationKey;
    }

    byte[] salt() {
        return salt;
    }
}
