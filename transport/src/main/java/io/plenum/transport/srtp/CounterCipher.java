package io.plenum.transport.srtp;

import io.plenum.transport.openssl.LibCrypto;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// AES128_CM_HMAC_SHA1_80 (RFC 3711 §4): counter mode, and a MAC over what it has encrypted.
final class CounterCipher extends PacketCipher {
    static final int TAG_LENGTH = 10;

    private static final int MAC_LENGTH = 20;
    private static final int IV_LENGTH = 16;

    private final long saltHigh;
    private final long saltLow;
    private final long context;
    private final long mac;

    CounterCipher(SessionKeys keys, Scratch scratch) {
        super(scratch, TAG_LENGTH);
        ByteBuffer salt = ByteBuffer.wrap(Arrays.copyOf(keys.salt(), IV_LENGTH));
        this.saltHigh = salt.getLong();
        this.saltLow = salt.getLong();
        this.context = LibCrypto.ctr(keys.cipherKey());
        this.mac = LibCrypto.hmacSha1(keys.authenticationKey());
    }

    /// RFC 3711 §4.1.1: the SSRC and 48 bits of number, in front of the 16 bits that count blocks.
    @Override
    boolean begin(int ssrc, long index) {
        scratch.iv(0, saltHigh ^ Integer.toUnsignedLong(ssrc));
        scratch.iv(Long.BYTES, saltLow ^ index << 16);
        return LibCrypto.begin(context, scratch.iv());
    }

    /// The header is authenticated with the rest.
    @Override
    boolean authenticate(long header, int length) {
        return true;
    }

    @Override
    boolean crypt(long bytes, int length) {
        return length == 0 || LibCrypto.update(context, bytes, scratch.written(), bytes, length);
    }

    @Override
    boolean finish(long packet, int length) {
        return LibCrypto.beginMac(mac)
                && LibCrypto.updateMac(mac, packet, length)
                && LibCrypto.updateMac(mac, scratch.word(), WORD_LENGTH)
                && LibCrypto.finishMac(mac, scratch.tag(), scratch.written(), MAC_LENGTH);
    }

    @Override
    boolean open(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index) {
        return finish(scratch.packet(), length)
                && scratch.tagIs(packet, tagOffset, TAG_LENGTH)
                && begin(ssrc, index)
                && crypt(scratch.packet() + clear, length - clear);
    }

    @Override
    void close() {
        LibCrypto.freeCipher(context);
        LibCrypto.freeMac(mac);
    }
}
