package io.plenum.transport.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// RFC 7714 and RFC 3711 once more, as they are written, on Java's own ciphers: to be checked by the RFCs'
/// vectors, and to check engines that cannot be handed session keys.
final class ReferenceSrtp {
    private static final int GCM_TAG_BITS = 128;
    private static final int SHORT_TAG = 10;
    private static final int RTCP_HEADER = 8;
    private static final int ENCRYPTED = 0x8000_0000;

    private final SessionKeys keys;

    ReferenceSrtp(SessionKeys keys) {
        this.keys = keys;
    }

    byte[] seal(SrtpProfile profile, byte[] rtp, int headerLength, int rollOver) {
        ByteBuffer header = ByteBuffer.wrap(rtp);
        int ssrc = header.getInt(8);
        short sequence = header.getShort(2);
        byte[] first = Arrays.copyOf(rtp, headerLength);
        byte[] payload = Arrays.copyOfRange(rtp, headerLength, rtp.length);
        if (profile == SrtpProfile.AEAD_AES_128_GCM) {
            return join(first, gcm(ssrc, rollOver, sequence, payload, first));
        }
        byte[] sealed = join(first, counterMode(ssrc, rollOver, sequence, payload));
        return join(sealed, tag(join(sealed, word(rollOver))));
    }

    byte[] sealControl(SrtpProfile profile, byte[] rtcp, int index) {
        int ssrc = ByteBuffer.wrap(rtcp).getInt(4);
        byte[] header = Arrays.copyOf(rtcp, RTCP_HEADER);
        byte[] rest = Arrays.copyOfRange(rtcp, RTCP_HEADER, rtcp.length);
        byte[] word = word(ENCRYPTED | index);
        int high = index >>> 16;
        if (profile == SrtpProfile.AEAD_AES_128_GCM) {
            return join(header, join(gcm(ssrc, high, (short) index, rest, join(header, word)), word));
        }
        byte[] sealed = join(join(header, counterMode(ssrc, high, (short) index, rest)), word);
        return join(sealed, tag(sealed));
    }

    /// RFC 7714 §8.1 and §9.1.
    private byte[] gcm(int ssrc, int high, short low, byte[] plain, byte[] associated) {
        byte[] start = new byte[12];
        ByteBuffer.wrap(start).putInt(2, ssrc).putInt(6, high).putShort(10, low);
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey(), new GCMParameterSpec(GCM_TAG_BITS, salted(start)));
            cipher.updateAAD(associated);
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /// RFC 3711 §4.1.1.
    byte[] counterMode(int ssrc, int high, short low, byte[] plain) {
        byte[] start = new byte[16];
        ByteBuffer.wrap(start).putInt(4, ssrc).putInt(8, high).putShort(12, low);
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey(), new IvParameterSpec(salted(start)));
            return cipher.doFinal(plain);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private SecretKeySpec cipherKey() {
        return new SecretKeySpec(keys.cipherKey(), "AES");
    }

    private byte[] salted(byte[] start) {
        for (int i = 0; i < keys.salt().length; i++) {
            start[i] ^= keys.salt()[i];
        }
        return start;
    }

    /// RFC 3711 §4.2.
    private byte[] tag(byte[] authenticated) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(keys.authenticationKey(), "HmacSHA1"));
            return Arrays.copyOf(mac.doFinal(authenticated), SHORT_TAG);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] word(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
