package io.plenum.transport.openssl;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.transport.srtp.SrtpEngine;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final byte[] TEXT = "to be signed".getBytes(StandardCharsets.US_ASCII);

    private final KeyPair pair = p256();

    private static KeyPair p256() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeAll
    static void needsOpenSsl() {
        assumeTrue(SrtpEngine.automatic() == SrtpEngine.OPENSSL);
    }

    private static byte[] hash() throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(TEXT);
    }

    private byte[] signedByJava() throws GeneralSecurityException {
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(pair.getPrivate());
        signer.update(TEXT);
        return signer.sign();
    }

    @Test
    void acceptsWhatTheKeyHasSignedAndNothingElse() throws Exception {
        byte[] signature = signedByJava();
        byte[] key = pair.getPublic().getEncoded();
        assertTrue(Curves.verify(key, signature, hash()));
        assertFalse(Curves.verify(p256().getPublic().getEncoded(), signature, hash()), "another key");
        for (int i = 0; i < signature.length; i++) {
            byte[] forged = signature.clone();
            forged[i] ^= 1;
            assertFalse(Curves.verify(key, forged, hash()), "another signature");
        }
        byte[] otherHash = hash();
        otherHash[0] ^= 1;
        assertFalse(Curves.verify(key, signature, otherHash), "another text");
        assertFalse(Curves.verify(key, new byte[0], hash()), "no signature");
    }

    @Test
    void aKeyThatIsNoneProvesNothing() throws Exception {
        byte[] key = pair.getPublic().getEncoded();
        key[key.length - 1] ^= 1; // not on the curve any more
        assertFalse(Curves.verify(key, signedByJava(), hash()));
        assertFalse(Curves.verify(new byte[91], signedByJava(), hash()));
    }

    @Test
    void javaAcceptsWhatItSigns() throws Exception {
        long key = Curves.privateKey(pair.getPrivate().getEncoded());
        assertNotEquals(0, key);
        Signature verifier = Signature.getInstance("SHA256withECDSA");
        verifier.initVerify(pair.getPublic());
        verifier.update(TEXT);
        assertTrue(verifier.verify(Curves.sign(key, hash())));
        Curves.free(key);
    }

    /// Bob's half as in RFC 7748 §6.1.
    @Test
    void bothSidesAgree() {
        byte[] alice = hex("77076d0a7318a57d3c16c17251b2664547f2f8a3e2e0b0f6f1b2a1d4c3e5f607"); // any 32 bytes
        byte[] bob = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        assertArrayEquals(agreed(alice, Curves.x25519Public(bob)), agreed(bob, Curves.x25519Public(alice)));
        assertArrayEquals(
                hex("de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f"), Curves.x25519Public(bob));
    }

    @Test
    void aHalfThatGivesEverybodyTheSameIsRefused() {
        byte[] secret = hex("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb");
        assertTrue(Curves.x25519(secret, new byte[Curves.X25519_LENGTH]).isEmpty());
    }

    private static byte[] agreed(byte[] secret, byte[] peer) {
        return Curves.x25519(secret, peer).orElseThrow();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
