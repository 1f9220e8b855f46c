package io.plenum.memory;

/// One datagram's worth of bytes from a [PacketPool], counted by its holders.
///
/// Whoever takes it from the pool holds it once. [#retain] adds a holder, [#release] takes one away; the last one
/// gives the memory back. Owned by one shard: the count is not atomic.
public final class Packet {
    /// The largest datagram a path with the usual 1,500-byte MTU carries, and room for what SRTP appends (16 bytes of
    /// tag; jitsi-srtp needs them behind the data).
    public static final int CAPACITY = 1536;

    /// The largest datagram accepted from the network.
    public static final int MAX_DATAGRAM = 1500;

    private final PacketPool pool;
    private final int number;
    private final byte[] bytes = new byte[CAPACITY];
    private int length;
    private int holders;
    private long uses;

    Packet(PacketPool pool, int number) {
        this.pool = pool;
        this.number = number;
    }

    /// The datagram starts at index 0.
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    public void length(int value) {
        if (value < 0 || value > CAPACITY) {
            throw new IllegalArgumentException("length " + value);
        }
        length = value;
    }

    public void retain() {
        if (holders <= 0) {
            throw new IllegalStateException("retained after its last release");
        }
        holders++;
    }

    public void release() {
        if (holders <= 0) {
            throw new IllegalStateException("released more often than held");
        }
        if (--holders == 0) {
            pool.recycle(this);
        }
    }

    /// Among all of its pool: from 0, without gaps.
    public int number() {
        return number;
    }

    /// How often it was taken from the pool: with it goes what was in it before.
    public long uses() {
        return uses;
    }

    void taken() {
        uses++;
        holders = 1;
        length = 0;
    }
}
