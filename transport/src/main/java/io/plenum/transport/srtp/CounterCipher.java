package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import io.plenum.transport.openssl.LibCrypto;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
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

    CounterCipher(SessionKeys keys, Arena arena) {
        super(arena);
        ByteBuffer salt = ByteBuffer.wrap(Arrays.copyOf(keys.salt(), IV_LENGTH));
        this.saltHigh = salt.getLong();
        this.saltLow = salt.getLong();
        this.context = LibCrypto.ctr(keys.cipherKey());
        this.mac = LibCrypto.hmacSha1(keys.authenticationKey());
    }

    /// RFC 3711 §4.1.1: the SSRC and 48 bits of number, in front of the 16 bits that count blocks.
    private boolean begin(int ssrc, long index) {
        iv(0, saltHigh ^ Integer.toUnsignedLong(ssrc));
        iv(Long.BYTES, saltLow ^ index << 16);
        return LibCrypto.begin(context, iv);
    }

    /// Leaves the MAC where the tag is read.
    private boolean authenticate(byte[] packet, int length, int wordToAuthenticate) {
        word(wordToAuthenticate);
        return LibCrypto.beginMac(mac) && LibCrypto.updateMac(mac, packet, length) && finishMac();
    }

    private boolean finishMac() {
        return LibCrypto.updateMac(mac, word, WORD_LENGTH) && LibCrypto.finishMac(mac, tag, written, MAC_LENGTH);
    }

    private boolean crypt(byte[] packet, int clear, int length, int ssrc, long index) {
        return length == clear
                || (begin(ssrc, index) && LibCrypto.update(context, written, packet, clear, length - clear));
    }

    @Override
    boolean seal(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int wordToAuthenticate) {
        boolean sealed = crypt(packet, clear, length, ssrc, index) && authenticate(packet, length, wordToAuthenticate);
        if (sealed) {
            copyTag(packet, tagOffset, TAG_LENGTH);
        }
        return sealed;
    }

    @Override
    boolean seal(OutboundRtp packet, MemorySegment target, long offset, int ssrc, long index, int wordToAuthenticate) {
        long header = target.address() + offset;
        long rest = header + packet.headerLength;
        long tail = header + packet.headLength;
        MemorySegment.copy(packet.head, 0, target, ValueLayout.JAVA_BYTE, offset, packet.headLength);
        word(wordToAuthenticate);
        boolean sealed = begin(ssrc, index)
                && (tail == rest || LibCrypto.update(context, rest, written, rest, (int) (tail - rest)))
                && encryptBody(packet, tail)
                && LibCrypto.beginMac(mac)
                && LibCrypto.updateMac(mac, header, packet.length())
                && finishMac();
        if (sealed) {
            copyTag(target, offset + packet.length(), TAG_LENGTH);
        }
        return sealed;
    }

    private boolean encryptBody(OutboundRtp packet, long target) {
        return packet.bodyLength == 0
                || LibCrypto.update(context, target, written, packet.body, packet.bodyOffset, packet.bodyLength);
    }

    @Override
    boolean open(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int wordToAuthenticate) {
        return authenticate(packet, length, wordToAuthenticate)
                && tagIs(packet, tagOffset)
                && crypt(packet, clear, length, ssrc, index);
    }

    /// Takes the same time whatever differs.
    private boolean tagIs(byte[] packet, int offset) {
        int difference = 0;
        for (int i = 0; i < TAG_LENGTH; i++) {
            difference |= tag(i) ^ packet[offset + i];
        }
        return difference == 0;
    }

    @Override
    void close() {
        LibCrypto.freeCipher(context);
        LibCrypto.freeMac(mac);
    }
}
