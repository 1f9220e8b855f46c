package io.plenum.transport.srtp;

import io.plenum.transport.openssl.LibCrypto;
import io.plenum.transport.openssl.OpenSslUnavailable;

/// Who encrypts: two implementations of [SrtpCipher], of which a process has one, chosen once by what the machine can
/// do.
public enum SrtpEngine {
    /// libcrypto called directly: no garbage, and two thirds of the other's processor time.
    OPENSSL {
        @Override
        SrtpCipher cipher(SrtpKeys keys, boolean client) {
            return new OpenSslCipher(keys, client);
        }
    },

    /// jitsi-srtp: runs wherever Java does.
    JITSI {
        @Override
        SrtpCipher cipher(SrtpKeys keys, boolean client) {
            return new JitsiCipher(keys, client);
        }
    };

    /// The two ends of a link's crypto.
    ///
    /// @param client whether we were the DTLS client
    abstract SrtpCipher cipher(SrtpKeys keys, boolean client);

    /// What to use. Fails when what is demanded is not there.
    public static SrtpEngine choose(MediaCrypto wish) throws CryptoUnavailable {
        if (wish == MediaCrypto.OPENSSL && !OpenSsl.AVAILABLE) {
            throw new CryptoUnavailable("OpenSSL 3 cannot be used: " + OpenSsl.DESCRIPTION);
        }
        return wish == MediaCrypto.JAVA ? JITSI : automatic();
    }

    /// The fastest that works here.
    public static SrtpEngine automatic() {
        return OpenSsl.AVAILABLE ? OPENSSL : JITSI;
    }

    /// Which it is, and why.
    ///
    /// @param wish for which it was chosen
    public String description(MediaCrypto wish) {
        return switch (this) {
            case OPENSSL -> OpenSsl.DESCRIPTION;
            case JITSI ->
                wish == MediaCrypto.JAVA
                        ? "jitsi-srtp, as the configuration wants"
                        : "jitsi-srtp, because OpenSSL 3 cannot be used: " + OpenSsl.DESCRIPTION;
        };
    }

    /// Looked for once.
    private static final class OpenSsl {
        static final boolean AVAILABLE;

        /// Its version, or what is wrong with it.
        static final String DESCRIPTION;

        static {
            boolean available = true;
            String description;
            try {
                description = LibCrypto.load();
            } catch (OpenSslUnavailable e) {
                available = false;
                description = String.valueOf(e.getMessage());
            }
            AVAILABLE = available;
            DESCRIPTION = description;
        }
    }
}
