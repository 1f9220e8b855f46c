package io.plenum.transport.srtp;

import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;

/// Pins who does jitsi-srtp's AES: it would run a tiny benchmark and choose differently from run to run.
final class AesProvider {
    static {
        Aes.setFactoryClassName(JitsiOpenSslProvider.isLoaded() ? "OpenSSL" : "SunJCE");
    }

    private AesProvider() {}

    /// The choice is made once, when this class is loaded.
    static void choose() {}
}
