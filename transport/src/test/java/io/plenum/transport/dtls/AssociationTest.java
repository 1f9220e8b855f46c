package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.transport.srtp.SrtpProfile;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.junit.jupiter.api.Test;

class AssociationTest {
    private static final int AES_256_GCM = 0x0008;

    private static final DtlsIdentity IDENTITY = DtlsIdentity.create();

    private final Association association = of(IDENTITY);

    private static Association of(DtlsIdentity identity) {
        return new Association(Fingerprint.parse("sha-256", identity.fingerprint()), identity.profiles());
    }

    private static UseSRTPData offer(int... profiles) {
        return new UseSRTPData(profiles, TlsUtils.EMPTY_BYTES);
    }

    @Test
    void theCheapestProfileIsTakenInWhateverOrderTheyAreOffered() throws TlsFatalAlert {
        int gcm = SrtpProfile.AEAD_AES_128_GCM.number();
        int counter = SrtpProfile.AES128_CM_HMAC_SHA1_80.number();
        assertEquals(SrtpProfile.AEAD_AES_128_GCM, association.choose(offer(counter, AES_256_GCM, gcm)));
        assertEquals(SrtpProfile.AEAD_AES_128_GCM, association.choose(offer(gcm, counter)));
        assertEquals(SrtpProfile.AES128_CM_HMAC_SHA1_80, association.choose(offer(AES_256_GCM, counter)));
    }

    @Test
    void whoAgreesToOneAloneOffersAndTakesNoOther() throws TlsFatalAlert {
        int gcm = SrtpProfile.AEAD_AES_128_GCM.number();
        int counter = SrtpProfile.AES128_CM_HMAC_SHA1_80.number();
        Association narrow = of(IDENTITY.only(SrtpProfile.AES128_CM_HMAC_SHA1_80));
        assertArrayEquals(new int[] {counter}, narrow.profileNumbers());
        assertEquals(SrtpProfile.AES128_CM_HMAC_SHA1_80, narrow.choose(offer(gcm, counter)));
        assertThrows(TlsFatalAlert.class, () -> narrow.choose(offer(gcm)));
    }

    @Test
    void withoutOneInCommonThereIsNoHandshake() {
        assertThrows(TlsFatalAlert.class, () -> association.choose(offer(AES_256_GCM)));
        assertThrows(TlsFatalAlert.class, () -> association.choose(null));
    }
}
