package io.plenum.transport.dtls;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The hash of a certificate that SDP promised (RFC 8122 §5).
public final class Fingerprint {
    /// By SDP's name. SHA-1 and what is older can be forged and is refused (RFC 8122 §5: "MUST NOT").
    private static final Map<String, String> ALGORITHMS =
            Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    private final MessageDigest digest;
    private final byte[] hash;

    private Fingerprint(MessageDigest digest, byte[] hash) {
        this.digest = digest;
        this.hash = hash;
    }

    /// Throws [IllegalArgumentException] with the reason when this is not a fingerprint we accept.
    public static Fingerprint parse(String algorithm, String text) {
        String name = ALGORITHMS.get(algorithm.toLowerCase(Locale.ROOT));
        if (name == null) {
            throw new IllegalArgumentException("fingerprint algorithm " + algorithm + " is not accepted");
        }
        MessageDigest digest = digest(name);
        byte[] hash = HEX.parseHex(text);
        if (hash.length != digest.getDigestLength()) {
            throw new IllegalArgumentException("a " + algorithm + " fingerprint has " + digest.getDigestLength()
                    + " bytes, this one " + hash.length);
        }
        return new Fingerprint(digest, hash);
    }

    /// The SHA-256 fingerprint of a certificate, as SDP writes it.
    static String sha256(byte[] certificate) {
        return HEX.formatHex(digest("SHA-256").digest(certificate));
    }

    synchronized boolean matches(byte[] certificate) {
        return MessageDigest.isEqual(hash, digest.digest(certificate));
    }

    private static MessageDigest digest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e); // every JDK has these
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Fingerprint that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }
}
