package io.plenum.transport.dtls;

import io.plenum.transport.srtp.SrtpProfile;
import java.io.IOException;
import java.util.Hashtable;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;

/// The server's half of one handshake: Bouncy Castle asks, this answers.
@SuppressWarnings({"rawtypes", "unchecked", "JdkObsolete"}) // Bouncy Castle's interfaces are older than generics
final class DtlsServer extends DefaultTlsServer {
    private final DtlsIdentity identity;
    private final Association association;

    DtlsServer(DtlsIdentity identity, Association association) {
        super(identity.crypto());
        this.identity = identity;
        this.association = association;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return ProtocolVersion.DTLSv12.only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return Association.CIPHER_SUITES;
    }

    @Override
    public int[] getSupportedGroups() {
        return Association.GROUPS;
    }

    @Override
    protected boolean preferLocalCipherSuites() {
        return true;
    }

    @Override
    public boolean preferLocalSupportedGroups() {
        return true;
    }

    /// Without it, a man in the middle could give two sides the same keys (RFC 7627); all browsers have it.
    @Override
    public boolean requiresExtendedMasterSecret() {
        return true;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return Association.HANDSHAKE_TIMEOUT_MILLIS;
    }

    @Override
    public int getHandshakeResendTimeMillis() {
        return Association.RESEND_MILLIS;
    }

    @Override
    public void processClientExtensions(Hashtable extensions) throws IOException {
        super.processClientExtensions(extensions);
        SrtpProfile profile = association.choose(TlsSRTPUtils.getUseSRTPExtension(extensions));
        UseSRTPData answer = new UseSRTPData(new int[] {profile.number()}, TlsUtils.EMPTY_BYTES);
        TlsSRTPUtils.addUseSRTPExtension(serverExtensions, answer);
    }

    @Override
    protected TlsCredentialedSigner getECDSASignerCredentials() {
        return identity.signer(context);
    }

    /// The client must show a certificate, or there is nothing to compare with its fingerprint. Some have RSA ones.
    @Override
    public CertificateRequest getCertificateRequest() {
        Vector algorithms = new Vector(List.of(
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa),
                SignatureAndHashAlgorithm.rsa_pss_rsae_sha256,
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.rsa)));
        return new CertificateRequest(
                new short[] {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign}, algorithms, null);
    }

    @Override
    public void notifyClientCertificate(Certificate certificate) throws IOException {
        association.checkCertificate(certificate);
    }

    @Override
    public void notifyHandshakeComplete() throws IOException {
        super.notifyHandshakeComplete();
        association.exportKeys(context);
    }

    @Override
    public void notifyAlertReceived(short level, short description) {
        association.alertReceived(description);
    }
}
