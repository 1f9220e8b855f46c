package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// RTP or RTCP in one direction under one session key, on libcrypto: keyed once, each packet brings its own IV.
///
/// `word` is what is authenticated with a packet besides its bytes: the roll-over counter of RTP, RTCP's number with
/// its E flag. `clear` is how much of the packet stays readable.
abstract sealed class PacketCipher permits GcmCipher, CounterCipher {
    static final int WORD_LENGTH = 4;

    final Scratch scratch;
    private final int tagLength;

    PacketCipher(Scratch scratch, int tagLength) {
        this.scratch = scratch;
        this.tagLength = tagLength;
    }

    /// Encrypts in place up to `length` and writes the tag at `tagOffset`.
    final boolean seal(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int word) {
        if (!Scratch.holds(length)) {
            return false;
        }
        scratch.putPacket(packet, length);
        scratch.word(word);
        boolean sealed = begin(ssrc, index)
                && authenticate(scratch.packet(), clear)
                && crypt(scratch.packet() + clear, length - clear)
                && finish(scratch.packet(), length);
        if (sealed) {
            scratch.takePacket(packet, clear, length);
            scratch.takeTag(packet, tagOffset, tagLength);
        }
        return sealed;
    }

    /// Writes a packet in pieces to a target, encrypted behind its header, and the tag behind it: straight into memory
    /// outside the heap, else by way of the scratch.
    final boolean seal(OutboundRtp packet, MemorySegment target, long offset, int ssrc, long index, int word) {
        if (target.isNative()) {
            return sealStraight(packet, target, offset, ssrc, index, word);
        }
        int length = packet.length() + tagLength;
        if (!Scratch.holds(length)
                || !sealStraight(packet, scratch.memory(), Scratch.PACKET_OFFSET, ssrc, index, word)) {
            return false;
        }
        MemorySegment.copy(scratch.memory(), Scratch.PACKET_OFFSET, target, offset, length);
        return true;
    }

    /// Puts the pieces together in the target and encrypts there. To encrypt the body from where it lies on the heap
    /// would save this copy and cost more: three objects for each packet, to tell C its place, and another call.
    private boolean sealStraight(
            OutboundRtp packet, MemorySegment target, long offset, int ssrc, long index, int word) {
        long header = target.address() + offset;
        int clear = packet.headerLength;
        MemorySegment.copy(packet.head, 0, target, ValueLayout.JAVA_BYTE, offset, packet.headLength);
        MemorySegment.copy(
                packet.body,
                packet.bodyOffset,
                target,
                ValueLayout.JAVA_BYTE,
                offset + packet.headLength,
                packet.bodyLength);
        scratch.word(word);
        boolean sealed = begin(ssrc, index)
                && authenticate(header, clear)
                && crypt(header + clear, packet.length() - clear)
                && finish(header, packet.length());
        if (sealed) {
            scratch.takeTag(target, offset + packet.length(), tagLength);
        }
        return sealed;
    }

    /// Checks the tag at `tagOffset` and decrypts in place up to `length`.
    final boolean open(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index, int word) {
        if (!Scratch.holds(length)) {
            return false;
        }
        scratch.putPacket(packet, length);
        scratch.word(word);
        boolean opened = open(packet, clear, length, tagOffset, ssrc, index);
        if (opened) {
            scratch.takePacket(packet, clear, length);
        }
        return opened;
    }

    /// Sets the IV.
    abstract boolean begin(int ssrc, long index);

    /// Mixes in the header, where that comes before the encryption.
    abstract boolean authenticate(long header, int length);

    /// Encrypts or decrypts in place.
    abstract boolean crypt(long bytes, int length);

    /// Leaves the tag of an encrypted packet in the scratch.
    abstract boolean finish(long packet, int length);

    /// Checks the tag and decrypts the packet in the scratch.
    abstract boolean open(byte[] packet, int clear, int length, int tagOffset, int ssrc, long index);

    abstract void close();
}
