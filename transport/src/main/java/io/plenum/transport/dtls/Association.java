package io.plenum.transport.dtls;

import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import java.io.IOException;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/// What both roles of a handshake do alike: choose, check the other's certificate, export the keys.
///
/// Owned by the handshake's thread; `closeNotified` is read by the tasks after it.
final class Association {
    /// Browsers offer all three; the first is what AES-NI does fastest.
    static final int[] CIPHER_SUITES = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };

    static final int[] GROUPS = {NamedGroup.x25519, NamedGroup.secp256r1, NamedGroup.secp384r1};

    /// A flight takes a round trip and a loss costs a resend: seconds at most. But where hundreds join at once each
    /// has to wait for its turn, and one that is given up comes again and costs as much once more. A link that has
    /// no keys after 30 s ends anyway.
    static final int HANDSHAKE_TIMEOUT_MILLIS = 25_000;

    /// Twice a usual round trip; Bouncy Castle doubles it at each resend. Its own 1 s makes a lost packet a visible
    /// wait.
    static final int RESEND_MILLIS = 200;

    private final Fingerprint expected;
    private final List<SrtpProfile> profiles;
    private @Nullable SrtpProfile profile;
    private @Nullable SrtpKeys keys;
    private volatile boolean closeNotified;

    /// @param profiles those that may be agreed on, most wanted first
    Association(Fingerprint expected, List<SrtpProfile> profiles) {
        this.expected = expected;
        this.profiles = profiles;
    }

    int[] profileNumbers() {
        return profiles.stream().mapToInt(SrtpProfile::number).toArray();
    }

    /// Takes the profile we like best of those in the other side's use_srtp.
    SrtpProfile choose(@Nullable UseSRTPData useSrtp) throws TlsFatalAlert {
        if (useSrtp == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "use_srtp is missing");
        }
        for (SrtpProfile wanted : profiles) {
            for (int offered : useSrtp.getProtectionProfiles()) {
                if (offered == wanted.number()) {
                    profile = wanted;
                    return wanted;
                }
            }
        }
        throw new TlsFatalAlert(AlertDescription.handshake_failure, "no SRTP profile in common");
    }

    void checkCertificate(@Nullable Certificate certificate) throws IOException {
        if (certificate == null || certificate.isEmpty()) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "certificate is missing");
        }
        if (!expected.matches(certificate.getCertificateAt(0).getEncoded())) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, "fingerprint does not match");
        }
    }

    /// Only while the handshake completes does Bouncy Castle still hold the secret.
    void exportKeys(TlsContext context) throws TlsFatalAlert {
        SrtpProfile chosen = profile;
        if (chosen == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "use_srtp is missing");
        }
        int length = SrtpKeys.length(chosen);
        keys = new SrtpKeys(chosen, context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, length));
    }

    void alertReceived(short description) {
        closeNotified |= description == AlertDescription.close_notify;
    }

    boolean closeNotified() {
        return closeNotified;
    }

    SrtpKeys keys() {
        SrtpKeys exported = keys;
        if (exported == null) {
            throw new IllegalStateException("the handshake is not complete");
        }
        return exported;
    }
}
