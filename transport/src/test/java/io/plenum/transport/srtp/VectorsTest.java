package io.plenum.transport.srtp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The published vectors. Those of the RFCs give session keys, which only our own engine can be handed:
/// jitsi-srtp derives its own, and from which master key these would come nobody can know. So they are
/// put to [ReferenceSrtp], which each engine then has to agree with. The reference packets of libsrtp
/// give master keys, so each engine seals them.
class VectorsTest {
    /// Section 16.1 of RFC 7714.
    private static final byte[] RTP = hex("8040f17b8041f8d35501a0b2"
            + "47616c6c696120657374206f6d6e69732064697669736120696e207061727465732074726573");

    private static final byte[] SEALED_RTP = hex("8040f17b8041f8d35501a0b2"
            + "f24de3a3fb34de6cacba861c9d7e4bcabe633bd50d294e6f42a5f47a51c7d19b36de3adf8833"
            + "899d7f27beb16a9152cf765ee4390cce");

    /// Section 17.1 of RFC 7714.
    private static final byte[] RTCP = hex("81c8000d4d617273"
            + "4e5450314e545032525450200000042a0000e9304c756e61"
            + "deadbeefdeadbeefdeadbeefdeadbeefdeadbeef");

    private static final byte[] SEALED_RTCP = hex("81c8000d4d617273"
            + "63e94885dcdab67ca727d7662f6b7e997ff5c0f76c06f32dc676a5f1730d6fda4ce09b4686303ded0bb9275b"
            + "c84aa45896cf4d2fc5abf87245d9eade");

    /// Appendix B.2 of RFC 3711: what zeroes become.
    private static final byte[] KEY_STREAM = hex("E03EAD0935C95E80E166B16DD92B4EB4"
            + "D23513162B02D0F72A43A2FE4A5F97AB"
            + "41E95B3BB0A2E8DD477901E4FCA894C0");

    private static SessionKeys gcmKeys() {
        return new SessionKeys(hex("000102030405060708090a0b0c0d0e0f"), new byte[20], hex("517569642070726f2071756f"));
    }

    private static SessionKeys counterModeKeys() {
        return new SessionKeys(
                hex("2B7E151628AED2A6ABF7158809CF4F3C"), new byte[20], hex("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"));
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    @Test
    void keysAreDerivedAsInAppendixB3OfRfc3711() {
        SessionKeys keys = SessionKeys.derive(
                SrtpProfile.AES128_CM_HMAC_SHA1_80,
                hex("E1F97A0D3E018BE0D64FA32C06DE4139"),
                hex("0EC675AD498AFEEBB6960B3AABE6"),
                false);
        assertArrayEquals(hex("C61E7A93744F39EE10734AFE3FF7A087"), keys.cipherKey());
        assertArrayEquals(hex("30CBBC08863D8C85D49DB34A9AE1"), keys.salt());
        assertArrayEquals(hex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4"), keys.authenticationKey());
    }

    @Nested
    class WithSessionKeys {
        @BeforeEach
        void onlyOpenSsl() {
            assumeTrue(SrtpEngine.automatic() == SrtpEngine.OPENSSL, "libcrypto is not here");
        }

        private void withCipher(Function<Scratch, PacketCipher> maker, Consumer<PacketCipher> test) {
            PacketCipher cipher = maker.apply(Scratch.ofThisThread());
            test.accept(cipher);
            cipher.close();
        }

        @Test
        void rtpWithGcm() {
            byte[] buffer = Arrays.copyOf(RTP, SEALED_RTP.length);
            withCipher(scratch -> new GcmCipher(gcmKeys(), true, false, scratch), cipher -> {
                assertTrue(cipher.seal(buffer, 12, RTP.length, RTP.length, 0x5501a0b2, 0xf17b, 0));
                assertArrayEquals(SEALED_RTP, buffer);
            });
            withCipher(scratch -> new GcmCipher(gcmKeys(), false, false, scratch), cipher -> {
                assertTrue(cipher.open(buffer, 12, RTP.length, RTP.length, 0x5501a0b2, 0xf17b, 0));
                assertArrayEquals(RTP, Arrays.copyOf(buffer, RTP.length));
            });
        }

        @Test
        void rtcpWithGcm() {
            int word = 0x800005d4;
            byte[] buffer = Arrays.copyOf(RTCP, SEALED_RTCP.length);
            withCipher(scratch -> new GcmCipher(gcmKeys(), true, true, scratch), cipher -> {
                assertTrue(cipher.seal(buffer, 8, RTCP.length, RTCP.length, 0x4d617273, 0x5d4, word));
                assertArrayEquals(SEALED_RTCP, buffer);
            });
            withCipher(scratch -> new GcmCipher(gcmKeys(), false, true, scratch), cipher -> {
                assertTrue(cipher.open(buffer, 8, RTCP.length, RTCP.length, 0x4d617273, 0x5d4, word));
                assertArrayEquals(RTCP, Arrays.copyOf(buffer, RTCP.length));
            });
        }

        @Test
        void keyStreamOfCounterMode() {
            byte[] buffer = new byte[12 + 48 + 10];
            withCipher(scratch -> new CounterCipher(counterModeKeys(), scratch), cipher -> {
                assertTrue(cipher.seal(buffer, 12, 60, 60, 0, 0, 0));
                assertArrayEquals(KEY_STREAM, Arrays.copyOfRange(buffer, 12, 60));
            });
        }
    }

    /// The number stands behind the tag on the wire, which the RFC does not print.
    @Test
    void theReferenceSealsAsTheRfcsDo() {
        ReferenceSrtp gcm = new ReferenceSrtp(gcmKeys());
        assertArrayEquals(SEALED_RTP, gcm.seal(SrtpProfile.AEAD_AES_128_GCM, RTP, 12, 0));
        byte[] rtcp = gcm.sealControl(SrtpProfile.AEAD_AES_128_GCM, RTCP, 0x5d4);
        assertArrayEquals(SEALED_RTCP, Arrays.copyOf(rtcp, SEALED_RTCP.length));
        assertArrayEquals(KEY_STREAM, new ReferenceSrtp(counterModeKeys()).counterMode(0, 0, (short) 0, new byte[48]));
    }

    @EveryCipher
    void everyEngineSealsAsTheReferenceDoes(SrtpEngine engine, SrtpProfile profile) {
        byte[] material = new byte[SrtpKeys.length(profile)];
        for (int i = 0; i < material.length; i++) {
            material[i] = (byte) (7 * i);
        }
        SrtpKeys keys = new SrtpKeys(profile, material);
        ReferenceSrtp media = new ReferenceSrtp(SessionKeys.derive(profile, keys.key(true), keys.salt(true), false));
        ReferenceSrtp control = new ReferenceSrtp(SessionKeys.derive(profile, keys.key(true), keys.salt(true), true));
        try (SrtpSession sender = new SrtpSession(keys, true, engine)) {
            byte[] rtp = Arrays.copyOf(RTP, 200);
            assertArrayEquals(media.seal(profile, RTP, 12, 0), Arrays.copyOf(rtp, sender.protectRtp(rtp, RTP.length)));
            byte[] rtcp = Arrays.copyOf(RTCP, 200);
            for (int number = 0; number < 3; number++) {
                byte[] expected = control.sealControl(profile, RTCP, number);
                System.arraycopy(RTCP, 0, rtcp, 0, RTCP.length);
                assertArrayEquals(expected, Arrays.copyOf(rtcp, sender.protectRtcp(rtcp, RTCP.length)));
            }
        }
    }

    @EveryCipher
    void referencePackets(SrtpEngine engine, SrtpProfile profile) {
        boolean gcm = profile == SrtpProfile.AEAD_AES_128_GCM;
        byte[] key = hex(gcm ? "000102030405060708090a0b0c0d0e0f" : "e1f97a0d3e018be0d64fa32c06de4139");
        byte[] salt = hex(gcm ? "a0a1a2a3a4a5a6a7a8a9aaab" : "0ec675ad498afeebb6960b3aabe6");
        byte[] material = new byte[SrtpKeys.length(profile)];
        System.arraycopy(key, 0, material, 0, key.length);
        System.arraycopy(salt, 0, material, 2 * key.length, salt.length);
        try (SrtpSession session = new SrtpSession(new SrtpKeys(profile, material), true, engine)) {
            byte[] rtp = Arrays.copyOf(hex("800f1234decafbadcafebabe" + "ab".repeat(16)), 100);
            int length = session.protectRtp(rtp, 28);
            assertEquals(
                    gcm
                            ? "800f1234decafbadcafebabec5002ede04cfdd2eb91159e0880aa06ed2976826f796b201df3131a127e8a392"
                            : "800f1234decafbadcafebabe4e55dc4ce79978d88ca4d215949d2402b78d6acc99ea179b8dbb",
                    HexFormat.of().formatHex(rtp, 0, length));
            byte[] rtcp = hex("81c8000bcafebabe" + "ab".repeat(16));
            session.protectRtcp(Arrays.copyOf(rtcp, 100), rtcp.length); // the reference has number 1
            byte[] second = Arrays.copyOf(rtcp, 100);
            length = session.protectRtcp(second, rtcp.length);
            assertEquals(
                    gcm
                            ? "81c8000bcafebabec98b8b5df0392a55852b6c21ac8e7025c52c6fbea2b3b446ea31123ba88ce61e80000001"
                            : "81c8000bcafebabe7128035be487b9bdbef89041f977a5a880000001993e08cd54d6c1230798",
                    HexFormat.of().formatHex(second, 0, length));
        }
    }
}
