package io.plenum.transport.srtp;

import io.plenum.memory.Packet;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/// Memory outside the heap that libcrypto reads and writes beside a send buffer: one for each thread, as packets follow
/// each other there. Packets of the heap pass through it: copying one takes less than describing its place to C.
final class Scratch {
    private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private static final int IV_OFFSET = 0;
    private static final int WRITTEN_OFFSET = 16;
    private static final int WORD_OFFSET = 24;
    private static final int TAG_OFFSET = 32;
    static final int PACKET_OFFSET = 64;

    /// Freed when the thread is gone, and everything that was made on it.
    private final MemorySegment memory = Arena.ofAuto().allocate(PACKET_OFFSET + Packet.CAPACITY, Long.BYTES);

    private final long address = memory.address();

    private Scratch() {}

    MemorySegment memory() {
        return memory;
    }

    /// Whoever keeps it must stay on this thread.
    static Scratch ofThisThread() {
        return OF_THREAD.get();
    }

    long iv() {
        return address + IV_OFFSET;
    }

    void iv(int offset, long value) {
        memory.set(LONG, IV_OFFSET + offset, value);
    }

    void iv(int offset, int value) {
        memory.set(INT, IV_OFFSET + offset, value);
    }

    /// Where libcrypto says how much it has written, which we know.
    long written() {
        return address + WRITTEN_OFFSET;
    }

    long word() {
        return address + WORD_OFFSET;
    }

    void word(int value) {
        memory.set(INT, WORD_OFFSET, value);
    }

    long tag() {
        return address + TAG_OFFSET;
    }

    void putTag(byte[] source, int offset, int length) {
        MemorySegment.copy(source, offset, memory, ValueLayout.JAVA_BYTE, TAG_OFFSET, length);
    }

    void takeTag(byte[] target, int offset, int length) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, TAG_OFFSET, target, offset, length);
    }

    void takeTag(MemorySegment target, long offset, int length) {
        MemorySegment.copy(memory, TAG_OFFSET, target, offset, length);
    }

    /// Takes the same time whatever differs.
    boolean tagIs(byte[] bytes, int offset, int length) {
        int difference = 0;
        for (int i = 0; i < length; i++) {
            difference |= memory.get(ValueLayout.JAVA_BYTE, TAG_OFFSET + i) ^ bytes[offset + i];
        }
        return difference == 0;
    }

    static boolean holds(int length) {
        return length <= Packet.CAPACITY;
    }

    long packet() {
        return address + PACKET_OFFSET;
    }

    void putPacket(byte[] source, int length) {
        MemorySegment.copy(source, 0, memory, ValueLayout.JAVA_BYTE, PACKET_OFFSET, length);
    }

    void takePacket(byte[] target, int from, int length) {
        MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, PACKET_OFFSET + from, target, from, length - from);
    }
}
