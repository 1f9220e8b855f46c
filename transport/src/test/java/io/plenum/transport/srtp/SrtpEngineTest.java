package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.transport.openssl.LibCrypto;
import io.plenum.transport.openssl.OpenSslUnavailable;
import org.junit.jupiter.api.Test;

class SrtpEngineTest {
    @Test
    void javaIsThereEverywhere() throws CryptoUnavailable {
        assertEquals(SrtpEngine.JITSI, SrtpEngine.choose(MediaCrypto.JAVA));
        assertEquals("jitsi-srtp, as the configuration wants", SrtpEngine.JITSI.description(MediaCrypto.JAVA));
    }

    @Test
    void byItselfItTakesWhatWorks() throws CryptoUnavailable {
        SrtpEngine automatic = SrtpEngine.choose(MediaCrypto.AUTO);
        try {
            assertTrue(LibCrypto.load().startsWith("OpenSSL "));
            assertEquals(SrtpEngine.OPENSSL, automatic);
            assertEquals(LibCrypto.load(), automatic.description(MediaCrypto.AUTO));
            assertEquals(SrtpEngine.OPENSSL, SrtpEngine.choose(MediaCrypto.OPENSSL));
        } catch (OpenSslUnavailable e) {
            assertEquals(SrtpEngine.JITSI, automatic);
            assertThrows(CryptoUnavailable.class, () -> SrtpEngine.choose(MediaCrypto.OPENSSL));
        }
    }
}
