package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
    private static final byte[] CERTIFICATE = "a certificate".getBytes(StandardCharsets.UTF_8);

    private static String hash(String algorithm) throws GeneralSecurityException {
        return HexFormat.ofDelimiter(":")
                .withUpperCase()
                .formatHex(MessageDigest.getInstance(algorithm).digest(CERTIFICATE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-256", "SHA-384", "sha-512"})
    void matchesItsCertificateOnly(String algorithm) throws GeneralSecurityException {
        Fingerprint fingerprint = Fingerprint.parse(algorithm, hash(algorithm.toUpperCase(Locale.ROOT)));
        assertTrue(fingerprint.matches(CERTIFICATE));
        assertFalse(fingerprint.matches(new byte[] {1}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha-1", "md5", "", "sha-224"})
    void weakAlgorithmsAreRefused(String algorithm) {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse(algorithm, "AA:BB"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AA", "AA:BB", "zz", "AABB"})
    void malformedOnesAreRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> Fingerprint.parse("sha-256", text));
    }

    @Test
    void anIdentityShowsItsOwn() {
        String fingerprint = DtlsIdentity.create().fingerprint();
        assertEquals(95, fingerprint.length());
        assertEquals(fingerprint.toUpperCase(Locale.ROOT), fingerprint);
    }
}
