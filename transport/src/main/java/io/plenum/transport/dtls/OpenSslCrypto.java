package io.plenum.transport.dtls;

import io.plenum.transport.openssl.Curves;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsAgreement;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.jspecify.annotations.Nullable;

/// Bouncy Castle speaks the protocol, libcrypto computes on the curves that browsers choose: X25519, and signatures on
/// P-256. Other curves, and RSA, stay with Bouncy Castle.
final class OpenSslCrypto extends GuardedCrypto {
    OpenSslCrypto(SecureRandom random) {
        super(random);
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        return config.getNamedGroup() == NamedGroup.x25519 ? X25519::new : super.createECDomain(config);
    }

    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        return type == CertificateType.X509 ? new PeerCertificate(encoding) : super.createCertificate(type, encoding);
    }

    /// One side of an agreement, used once.
    private final class X25519 implements TlsAgreement {
        private final byte[] secret = new byte[Curves.X25519_LENGTH];
        private byte @Nullable [] peer;

        @Override
        public byte[] generateEphemeral() {
            getSecureRandom().nextBytes(secret);
            return Curves.x25519Public(secret);
        }

        @Override
        public void receivePeerValue(byte[] value) throws IOException {
            if (value.length != Curves.X25519_LENGTH) {
                throw new TlsFatalAlert(AlertDescription.illegal_parameter);
            }
            peer = value.clone();
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            Optional<byte[]> agreed = peer == null ? Optional.empty() : Curves.x25519(secret, peer);
            Arrays.fill(secret, (byte) 0);
            return createSecret(agreed.orElseThrow(() -> new TlsFatalAlert(AlertDescription.illegal_parameter)));
        }
    }

    private final class PeerCertificate extends BcTlsCertificate {
        PeerCertificate(byte[] encoding) throws IOException {
            super(OpenSslCrypto.this, encoding);
        }

        /// Bouncy Castle still checks whether such a key may sign such a thing.
        @Override
        public TlsVerifier createVerifier(short algorithm) throws IOException {
            TlsVerifier verifier = super.createVerifier(algorithm);
            byte[] key = getSubjectPublicKeyInfo().getEncoded();
            return algorithm == SignatureAlgorithm.ecdsa && Curves.isOnP256(key) ? new Verifier(key) : verifier;
        }
    }

    private static final class Verifier implements TlsVerifier {
        private final byte[] key;

        Verifier(byte[] key) {
            this.key = key;
        }

        @Override
        public @Nullable TlsStreamVerifier getStreamVerifier(DigitallySigned signed) {
            return null;
        }

        @Override
        public boolean verifyRawSignature(DigitallySigned signed, byte[] hash) {
            SignatureAndHashAlgorithm algorithm = signed.getAlgorithm();
            return algorithm != null
                    && algorithm.getSignature() == SignatureAlgorithm.ecdsa
                    && Curves.verify(key, signed.getSignature(), hash);
        }
    }

    /// Signs with a key of libcrypto's.
    record Signer(long key) implements TlsSigner {
        @Override
        public byte[] generateRawSignature(SignatureAndHashAlgorithm algorithm, byte[] hash) {
            return Curves.sign(key, hash);
        }

        @Override
        public @Nullable TlsStreamSigner getStreamSigner(SignatureAndHashAlgorithm algorithm) {
            return null;
        }
    }
}
