package io.plenum.relay;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Messages from one thread to another, in order: one writer, one reader, fixed memory, nothing allocated, no
/// lock.
///
/// Positions count bytes and never go back. The writer alone moves the tail and the reader alone the head; each
/// publishes its own with release and sees the other's with acquire, so what is before it is there.
public final class RelayRing {
    /// 1,700 full packets: 80 ms of 200 Mbit/s, which is more than one room's layers that are worth a relay. A
    /// reader further behind is slow, and what it would get then is old.
    public static final int CAPACITY = 1 << 21;

    /// Did not fit.
    public static final int REFUSED = -1;

    /// What video leaves free for the others: a quarter of a second of a hundred voices, 5,000 packets of 200
    /// bytes in a second.
    private static final int RESERVE = CAPACITY / 8;

    /// So long may a message wait; a reader that has not looked for half of it counts as half full.
    static final long LONGEST_WAIT_NANOS = 250_000_000L;

    private static final int MASK = CAPACITY - 1;
    private static final int LENGTH_BYTES = Integer.BYTES;
    private static final int PERCENT = 100;

    /// The two positions lie further apart than a cache line and its neighbour: each is written by another core.
    private static final int POSITIONS = 48;

    private static final int HEAD = 16;
    private static final int TAIL = 32;

    private static final VarHandle POSITION = MethodHandles.arrayElementVarHandle(long[].class);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.nativeOrder());

    private final byte[] bytes = new byte[CAPACITY];
    private final long[] positions = new long[POSITIONS];

    // The writer's.
    private long tail;
    private long headSeen;
    private long headMovedNanos;

    // The reader's.
    private long head;

    /// Writes one message. Returns how loaded the ring is now in percent, by bytes or by waiting, whichever is
    /// more; or [#REFUSED]. Called by the writer.
    ///
    /// @param reserved whether it may use what is reserved, because it must not wait behind video
    public int offer(byte[] message, int offset, int length, boolean reserved, long nowNanos) {
        int size = sizeOf(length);
        lookAtHead(nowNanos);
        long room = CAPACITY - (tail - headSeen) - (reserved ? 0 : RESERVE);
        if (size > room) {
            return REFUSED;
        }
        INT.set(bytes, (int) tail & MASK, length);
        copyIn(message, offset, length, tail + LENGTH_BYTES);
        tail += size;
        POSITION.setRelease(positions, TAIL, tail);
        return load(nowNanos);
    }

    private void lookAtHead(long nowNanos) {
        long now = (long) POSITION.getAcquire(positions, HEAD);
        if (now != headSeen || now == tail) {
            headSeen = now;
            headMovedNanos = nowNanos;
        }
    }

    private int load(long nowNanos) {
        long byBytes = (tail - headSeen) * PERCENT / CAPACITY;
        long byWaiting = (nowNanos - headMovedNanos) * PERCENT / LONGEST_WAIT_NANOS;
        return Math.clamp(Math.max(byBytes, byWaiting), 0, PERCENT);
    }

    /// Whether there is something that the reader has not taken. Called by the writer.
    public boolean hasUnread() {
        return (long) POSITION.getAcquire(positions, HEAD) != tail;
    }

    /// How far the writer is: what a reader that takes turns reads up to. Called by the reader.
    public long written() {
        return (long) POSITION.getAcquire(positions, TAIL);
    }

    /// Whether there is a message before a position out of [#written]. Called by the reader.
    public boolean hasNext(long before) {
        return head < before;
    }

    /// Takes the next message, which [#hasNext] said is there, and returns its length. Called by the reader.
    ///
    /// @param into has room for the longest message there is
    public int poll(byte[] into) {
        int length = nextLength();
        copyOut(into, length, head + LENGTH_BYTES);
        pass(length);
        return length;
    }

    /// As [#poll], but the message is thrown away: there is no memory for it.
    public void skip() {
        pass(nextLength());
    }

    private int nextLength() {
        return (int) INT.get(bytes, (int) head & MASK);
    }

    private void pass(int length) {
        head += sizeOf(length);
        POSITION.setRelease(positions, HEAD, head);
    }

    /// Messages start at whole ints, so that a length is never cut by the end of the array.
    private static int sizeOf(int length) {
        return LENGTH_BYTES + (length + LENGTH_BYTES - 1 & -LENGTH_BYTES);
    }

    private void copyIn(byte[] from, int offset, int length, long position) {
        int at = (int) position & MASK;
        int first = Math.min(length, CAPACITY - at);
        System.arraycopy(from, offset, bytes, at, first);
        System.arraycopy(from, offset + first, bytes, 0, length - first);
    }

    private void copyOut(byte[] into, int length, long position) {
        int at = (int) position & MASK;
        int first = Math.min(length, CAPACITY - at);
        System.arraycopy(bytes, at, into, 0, first);
        System.arraycopy(bytes, 0, into, first, length - first);
    }
}
