package io.plenum.transport.srtp;

import io.plenum.transport.openssl.LibCrypto;
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
    GcmCipher(SessionKeys keys, boolean seals, boolean control, Scratch scratch) {
        super(scratch, TAG_LENGTH);
        ByteBuffer salt = ByteBuffer.wrap(keys.salt());
        this.control = control;
        this.saltHigh = salt.getInt();
        this.saltLow = salt.getLong();
        this.context = LibCrypto.gcm(keys.cipherKey(), seals);
    }

    /// RFC 7714 §8.1 and §9.1: two zero bytes, the SSRC, and 48 bits of number.
    @Override
    boolean begin(int ssrc, long index) {
        scratch.iv(0, saltHigh ^ ssrc >>> 16);
        scratch.iv(Integer.BYTES, saltLow ^ ((long) ssrc << 48 | index));
        return LibCrypto.begin(context, scratch.iv());
    }

    @Override
    boolean authenticate(long header, int length) {
        return LibCrypto.update(context, 0, scratch.written(), header, length)
                && (!control || LibCrypto.update(context, 0, scratch.written(), scratch.word(), WORD_LENGTH));
    }

    @Override
    boolean crypt(long bytes, int length) {
        return length == 0 || LibCrypto.update(context, bytes, scratch.written(), bytes, length);
    }

    @Override
    boolean finish(long packet, int length) {
        return LibCrypto.finish(context, scratch.written()) && LibCrypto.readTag(context, scratch.tag(), TAG_LENGTH);
    }

    @Override
    boolean open(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index) {
        scratch.putTag(packet, tagOffset, TAG_LENGTH);
        return begin(ssrc, index)
                && LibCrypto.expectTag(context, scratch.tag(), TAG_LENGTH)
                && authenticate(scratch.packet(), clear)
                && crypt(scratch.packet() + clear, length - clear)
                && LibCrypto.finish(context, scratch.written());
    }

    @Override
    void close() {
        LibCrypto.freeCipher(context);
    }
}
