package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// RTP or RTCP in one direction under one session key, on libcrypto: keyed once, each packet brings its own IV.
///
/// `word` is what is authenticated with a packet besides its bytes: the roll-over counter of RTP, RTCP's number with
/// its
/// E flag.
abstract sealed class PacketCipher permits GcmCipher, CounterCipher {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    // What libcrypto reads and writes beside the packet.
    private static final int IV_OFFSET = 0;
    private static final int WRITTEN_OFFSET = 16;
    private static final int WORD_OFFSET = 24;
    private static final int TAG_OFFSET = 32;
    private static final int SCRATCH_LENGTH = 64;

    static final int WORD_LENGTH = 4;

    private final MemorySegment scratch;
    final long iv;
    final long written;
    final long word;
    final long tag;

    PacketCipher(Arena arena) {
        scratch = arena.allocate(SCRATCH_LENGTH, Long.BYTES);
        iv = scratch.address() + IV_OFFSET;
        written = scratch.address() + WRITTEN_OFFSET;
        word = scratch.address() + WORD_OFFSET;
        tag = scratch.address() + TAG_OFFSET;
    }

    final void iv(int offset, long value) {
        scratch.set(LONG, IV_OFFSET + offset, value);
    }

    final void iv(int offset, int value) {
        scratch.set(INT, IV_OFFSET + offset, value);
    }

    final void word(int value) {
        scratch.set(INT, WORD_OFFSET, value);
    }

    final byte tag(int at) {
        return scratch.get(ValueLayout.JAVA_BYTE, TAG_OFFSET + at);
    }

    final void copyTag(MemorySegment target, long offset, int length) {
        MemorySegment.copy(scratch, TAG_OFFSET, target, offset, length);
    }

    final void copyTag(byte[] target, int offset, int length) {
        MemorySegment.copy(scratch, ValueLayout.JAVA_BYTE, TAG_OFFSET, target, offset, length);
    }

    final void expectedTag(byte[] source, int offset, int length) {
        MemorySegment.copy(source, offset, scratch, ValueLayout.JAVA_BYTE, TAG_OFFSET, length);
    }

    /// Encrypts in place from `clear` to `length` and writes the tag at `tagOffset`.
    abstract boolean seal(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int word);

    /// Writes a packet in pieces to memory outside the heap, encrypted behind its header, and the tag behind it.
    abstract boolean seal(OutboundRtp packet, MemorySegment target, long offset, int ssrc, long index, int word);

    /// Checks the tag at `tagOffset` and decrypts in place from `clear` to `length`.
    abstract boolean open(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int word);

    abstract void close();
}
