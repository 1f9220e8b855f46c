package io.plenum.transport.udp;

import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The object for each address that datagrams come from, so that a known sender's next one makes none.
///
/// Anybody can make up addresses: the table forgets all it knows when it is full, and the secret factors keep a
/// stranger from finding addresses that collide.
final class SourceTable {
    /// Several times the participants of a shard; what a flood of forged addresses can fill is 1 MB.
    static final int LIMIT = 8192;

    /// At most half full, or looking for what is not there takes long.
    private static final int SLOTS = 2 * LIMIT;

    /// The index is taken from the top of the sum, where all bits of all words have had their say.
    private static final int SHIFT = Long.SIZE - Integer.numberOfTrailingZeros(SLOTS);

    private static final int WORDS = 3;

    private final long[] keys = new long[WORDS * SLOTS];
    private final @Nullable InetSocketAddress[] addresses = new @Nullable InetSocketAddress[SLOTS];
    private final long headFactor;
    private final long highFactor;
    private final long lowFactor;
    private int size;

    SourceTable() {
        SecureRandom random = new SecureRandom();
        headFactor = random.nextLong() | 1;
        highFactor = random.nextLong() | 1;
        lowFactor = random.nextLong() | 1;
    }

    /// The address that stands in a `sockaddr`.
    InetSocketAddress at(MemorySegment memory, long offset) {
        long head = Sockaddr.head(memory, offset);
        long high = 0;
        long low = 0;
        if (Sockaddr.isIpv6(memory, offset)) {
            // The flow label is not part of an address; the scope, of which there is hardly ever one, takes its place.
            head = (head & 0xFFFF_FFFFL) | ((long) Sockaddr.scope(memory, offset) << Integer.SIZE);
            high = Sockaddr.high(memory, offset);
            low = Sockaddr.low(memory, offset);
        }
        int slot = slot(head, high, low);
        InetSocketAddress known = addresses[slot];
        return known != null ? known : add(slot, head, high, low, Sockaddr.read(memory, offset));
    }

    int size() {
        return size;
    }

    /// Where the address is, or the free place where it would be.
    private int slot(long head, long high, long low) {
        int slot = (int) ((head * headFactor + high * highFactor + low * lowFactor) >>> SHIFT);
        while (addresses[slot] != null && !holds(slot, head, high, low)) {
            slot = (slot + 1) & (SLOTS - 1);
        }
        return slot;
    }

    private boolean holds(int slot, long head, long high, long low) {
        int key = WORDS * slot;
        return keys[key] == head && keys[key + 1] == high && keys[key + 2] == low;
    }

    private InetSocketAddress add(int free, long head, long high, long low, InetSocketAddress address) {
        int slot = free;
        if (size == LIMIT) {
            Arrays.fill(addresses, null);
            size = 0;
            slot = slot(head, high, low);
        }
        size++;
        keys[WORDS * slot] = head;
        keys[WORDS * slot + 1] = high;
        keys[WORDS * slot + 2] = low;
        addresses[slot] = address;
        return address;
    }
}
