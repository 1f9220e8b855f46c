package io.plenum.send;

import io.plenum.bwe.Pacer;
import io.plenum.bwe.PacketPriority;
import io.plenum.core.MediaKind;
import io.plenum.memory.Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one subscriber: each packet is held under a handle, by which the pacer calls it when its
/// turn has come.
public final class SendQueue {
    /// The pacer holds nothing for longer than 400 ms: so many packets in that time are 120 Mbit/s, a fault or a flood.
    static final int LIMIT = 4096;

    private static final int INITIAL_CAPACITY = 32;

    private final Pacer pacer;
    private @Nullable SendStream[] streams = new @Nullable SendStream[INITIAL_CAPACITY];
    private @Nullable Packet[] packets = new @Nullable Packet[INITIAL_CAPACITY];
    private long[] sequences = new long[INITIAL_CAPACITY];
    private boolean[] resends = new boolean[INITIAL_CAPACITY];
    private int[] free = new int[INITIAL_CAPACITY];
    private int freeCount;
    private int capacity;
    private long refused;

    public SendQueue(Pacer pacer) {
        this.pacer = pacer;
    }

    /// False when the queue is full: the packet is not sent. What waits already has waited longer, and a receiver can
    /// ask again for what is missing.
    boolean add(SendStream stream, Packet packet, long sequence, boolean resend, long nowNanos) {
        int handle = freeHandle();
        if (handle < 0 || !pacer.enqueue(priority(stream, resend), handle, packet.length(), nowNanos)) {
            refused++;
            return false;
        }
        freeCount--;
        packet.retain();
        streams[handle] = stream;
        packets[handle] = packet;
        sequences[handle] = sequence;
        resends[handle] = resend;
        return true;
    }

    private static PacketPriority priority(SendStream stream, boolean resend) {
        if (resend) {
            return PacketPriority.RETRANSMISSION;
        }
        return stream.spec().kind() == MediaKind.AUDIO ? PacketPriority.AUDIO : PacketPriority.VIDEO;
    }

    /// -1 when all are taken.
    private int freeHandle() {
        if (freeCount == 0) {
            grow();
        }
        return freeCount == 0 ? -1 : free[freeCount - 1];
    }

    private void grow() {
        int grown = capacity == 0 ? INITIAL_CAPACITY : Math.min(2 * capacity, LIMIT);
        streams = Arrays.copyOf(streams, grown);
        packets = Arrays.copyOf(packets, grown);
        sequences = Arrays.copyOf(sequences, grown);
        resends = Arrays.copyOf(resends, grown);
        free = Arrays.copyOf(free, grown);
        for (int handle = grown - 1; handle >= capacity; handle--) {
            free[freeCount++] = handle;
        }
        capacity = grown;
    }

    public int size() {
        return capacity - freeCount;
    }

    public SendStream stream(int handle) {
        SendStream stream = streams[handle];
        if (stream == null) {
            throw new IndexOutOfBoundsException(handle);
        }
        return stream;
    }

    public Packet packet(int handle) {
        Packet packet = packets[handle];
        if (packet == null) {
            throw new IndexOutOfBoundsException(handle);
        }
        return packet;
    }

    public long sequence(int handle) {
        return sequences[handle];
    }

    public boolean resend(int handle) {
        return resends[handle];
    }

    /// Lets go of a packet that the pacer has called.
    public void remove(int handle) {
        packet(handle).release();
        packets[handle] = null;
        streams[handle] = null;
        free[freeCount++] = handle;
    }

    /// Something else plays in the stream from now on. What waits of the old has its numbers, so it cannot just be left
    /// out; it shrinks to headers, and the new picture need not wait for it.
    public void hollow(SendStream stream) {
        for (int i = 0; i < pacer.waitingVideo(); i++) {
            int handle = pacer.videoHandle(i);
            if (streams[handle] == stream && stream.hollow(sequences[handle])) {
                pacer.resizeVideo(i, PacketWriter.EMPTY_LENGTH);
            }
        }
    }

    /// How many packets found no place since the last call.
    public long takeRefused() {
        long result = refused;
        refused = 0;
        return result;
    }

    /// Lets go of all packets, sent or not.
    public void clear() {
        pacer.clear();
        for (int handle = 0; handle < capacity; handle++) {
            if (packets[handle] != null) {
                remove(handle);
            }
        }
    }
}
