package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import io.plenum.transport.openssl.LibCrypto;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;

/// AEAD_AES_128_GCM (RFC 7714).
final class GcmCipher extends PacketCipher {
    static final int TAG_LENGTH = 16;

    private final boolean control;
    private final int saltHigh;
    private final long saltLow;
    private final long context;

    /// @param seals whether it encrypts; a context does one of the two
    /// @param control RTCP, where the number behind the packet is authenticated with the header (RFC 7714 §9.2)
    GcmCipher(SessionKeys keys, boolean seals, boolean control, Arena arena) {
        super(arena);
        ByteBuffer salt = ByteBuffer.wrap(keys.salt());
        this.control = control;
        this.saltHigh = salt.getInt();
        this.saltLow = salt.getLong();
        this.context = LibCrypto.gcm(keys.cipherKey(), seals);
    }

    /// RFC 7714 §8.1 and §9.1: two zero bytes, the SSRC, and 48 bits of number.
    private boolean begin(int ssrc, long index, int wordToAuthenticate) {
        iv(0, saltHigh ^ ssrc >>> 16);
        iv(Integer.BYTES, saltLow ^ ((long) ssrc << 48 | index));
        word(wordToAuthenticate);
        return LibCrypto.begin(context, iv);
    }

    private boolean authenticate(byte[] packet, int clear) {
        return LibCrypto.update(context, 0, written, packet, 0, clear)
                && (!control || LibCrypto.update(context, 0, written, word, WORD_LENGTH));
    }

    @Override
    boolean seal(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int wordToAuthenticate) {
        boolean sealed = begin(ssrc, index, wordToAuthenticate)
                && authenticate(packet, clear)
                && (length == clear || LibCrypto.update(context, written, packet, clear, length - clear))
                && LibCrypto.finish(context, written)
                && LibCrypto.readTag(context, tag, TAG_LENGTH);
        if (sealed) {
            copyTag(packet, tagOffset, TAG_LENGTH);
        }
        return sealed;
    }

    @Override
    boolean seal(OutboundRtp packet, MemorySegment target, long offset, int ssrc, long index, int wordToAuthenticate) {
        int clear = packet.headerLength;
        long header = target.address() + offset;
        long rest = header + clear;
        long tail = header + packet.headLength;
        MemorySegment.copy(packet.head, 0, target, ValueLayout.JAVA_BYTE, offset, packet.headLength);
        boolean sealed = begin(ssrc, index, wordToAuthenticate)
                && LibCrypto.update(context, 0, written, header, clear)
                && (tail == rest || LibCrypto.update(context, rest, written, rest, (int) (tail - rest)))
                && encryptBody(packet, tail)
                && LibCrypto.finish(context, written)
                && LibCrypto.readTag(context, tag, TAG_LENGTH);
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
        expectedTag(packet, tagOffset, TAG_LENGTH);
        return begin(ssrc, index, wordToAuthenticate)
                && LibCrypto.expectTag(context, tag, TAG_LENGTH)
                && authenticate(packet, clear)
                && (length == clear || LibCrypto.update(context, written, packet, clear, length - clear))
                && LibCrypto.finish(context, written);
    }

    @Override
    void close() {
        LibCrypto.freeCipher(context);
    }
}
