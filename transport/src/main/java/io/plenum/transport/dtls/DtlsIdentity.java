package io.plenum.transport.dtls;

import io.plenum.transport.openssl.Curves;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.srtp.SrtpProfile;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECNamedDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyInfoFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.bc.BcECContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsECDSASigner;

/// Who we are in DTLS: a key and a self-signed certificate, made when the process starts and gone when it ends; and how
/// we agree to protect media.
///
/// Nobody checks the certificate's names or signature: the fingerprint in our SDP vouches for it (RFC 8827 §6.5).
/// Shared by all links; immutable. libcrypto's copy of the key lasts as long as the process.
public final class DtlsIdentity {
    /// Longer than any process runs. Browsers do not look at it.
    private static final Duration VALIDITY = Duration.ofDays(3650);

    /// Against clocks that are a little off.
    private static final Duration BACKDATED = Duration.ofDays(1);

    private final BcTlsCrypto crypto;
    private final TlsSigner signer;
    private final Certificate certificate;
    private final String fingerprint;
    private final List<SrtpProfile> profiles;

    private DtlsIdentity(BcTlsCrypto crypto, TlsSigner signer, byte[] encoded) throws IOException {
        this(
                crypto,
                signer,
                new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)}),
                Fingerprint.sha256(encoded),
                List.of(SrtpProfile.values()));
    }

    private DtlsIdentity(
            BcTlsCrypto crypto,
            TlsSigner signer,
            Certificate certificate,
            String fingerprint,
            List<SrtpProfile> profiles) {
        this.crypto = crypto;
        this.signer = signer;
        this.certificate = certificate;
        this.fingerprint = fingerprint;
        this.profiles = profiles;
    }

    /// A new identity on the curve P-256, which computes with what is fastest here.
    public static DtlsIdentity create() {
        return create(SrtpEngine.automatic());
    }

    /// @param engine who computes, of handshakes as of media
    public static DtlsIdentity create(SrtpEngine engine) {
        SecureRandom random = new SecureRandom();
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(
                new ECNamedDomainParameters(SECObjectIdentifiers.secp256r1, CustomNamedCurves.getByName("secp256r1")),
                random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        try {
            byte[] certificate = selfSigned(pair, random);
            if (engine == SrtpEngine.OPENSSL) {
                long key = Curves.privateKey(PrivateKeyInfoFactory.createPrivateKeyInfo(pair.getPrivate())
                        .getEncoded());
                return new DtlsIdentity(new OpenSslCrypto(random), new OpenSslCrypto.Signer(key), certificate);
            }
            GuardedCrypto crypto = new GuardedCrypto(random);
            ECPrivateKeyParameters key = (ECPrivateKeyParameters) pair.getPrivate();
            return new DtlsIdentity(crypto, new BcTlsECDSASigner(crypto, key), certificate);
        } catch (IOException | OperatorCreationException e) {
            throw new IllegalStateException(e); // P-256 and SHA-256 are there, and nothing is read or written
        }
    }

    /// The same one, which agrees to this profile and to no other: to compare what they cost.
    public DtlsIdentity only(SrtpProfile profile) {
        return new DtlsIdentity(crypto, signer, certificate, fingerprint, List.of(profile));
    }

    private static byte[] selfSigned(AsymmetricCipherKeyPair pair, SecureRandom random)
            throws IOException, OperatorCreationException {
        var algorithm = new DefaultSignatureAlgorithmIdentifierFinder().find("SHA256withECDSA");
        var digest = new DefaultDigestAlgorithmIdentifierFinder().find(algorithm);
        X500Name name = new X500Name("CN=plenum");
        Instant now = Instant.now();
        return new X509v3CertificateBuilder(
                        name,
                        new BigInteger(64, random).add(BigInteger.ONE),
                        Date.from(now.minus(BACKDATED)),
                        Date.from(now.plus(VALIDITY)),
                        name,
                        SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(pair.getPublic()))
                .build(new BcECContentSignerBuilder(algorithm, digest).build(pair.getPrivate()))
                .getEncoded();
    }

    /// SHA-256, as SDP writes it: upper-case hexadecimal with colons.
    public String fingerprint() {
        return fingerprint;
    }

    /// What may be agreed on, most wanted first.
    List<SrtpProfile> profiles() {
        return profiles;
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    TlsCredentialedSigner signer(TlsContext context) {
        return new DefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                signer,
                certificate,
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }
}
