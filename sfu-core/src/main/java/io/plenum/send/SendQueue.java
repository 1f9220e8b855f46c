package io.plenum.send;

import io.plenum.bwe.Pacer;
import io.plenum.memory.Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What waits to be sent to one subscriber: each packet is held under a handle, by which the pacer calls it when its
/// turn has come.
public final class SendQueue {
    /// The pacer holds nothing for longer than 400 ms: so many packets in that time are 120 Mbit/s, a fault or a flood.
    static final int LIMIT = 4096;

    private static final int INITIAL_CAPACITY = 8;
    private static final int NONE = -1;

    private final Pacer pacer;
    private @Nullable SendStream[] streams = new @Nullable SendStream[0];
    private @Nullable Packet[] packets = new @Nullable Packet[0];
    /// Twice the number and one more for a resend; of a place that is free, the handle of the next one.
    private long[] numbers = new long[0];

    private int firstFree = NONE;
    private int size;
    private long refused;

    public SendQueue(Pacer pacer) {
        this.pacer = pacer;
    }

    /// False when the queue is full: the packet is not sent. What waits already has waited longer, and a receiver can
    /// ask again for what is missing.
    boolean add(SendStream stream, Packet packet, long sequence, boolean resend, long nowNanos) {
        int handle = freeHandle();
        if (handle == NONE || !pacer.enqueue(stream.priority(resend), handle, packet.length(), nowNanos)) {
            refused++;
            return false;
        }
        firstFree = (int) numbers[handle];
        size++;
        packet.retain();
        streams[handle] = stream;
        packets[handle] = packet;
        numbers[handle] = sequence << 1 | (resend ? 1 : 0);
        return true;
    }

    /// [#NONE] when all are taken.
    private int freeHandle() {
        if (firstFree == NONE && numbers.length < LIMIT) {
            grow();
        }
        return firstFree;
    }

    private void grow() {
        int taken = numbers.length;
        int capacity = Math.max(INITIAL_CAPACITY, 2 * taken);
        streams = Arrays.copyOf(streams, capacity);
        packets = Arrays.copyOf(packets, capacity);
        numbers = Arrays.copyOf(numbers, capacity);
        for (int handle = capacity - 1; handle >= taken; handle--) {
            numbers[handle] = firstFree;
            firstFree = handle;
        }
    }

    public int size() {
        return size;
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
        return numbers[handle] >> 1;
    }

    public boolean resend(int handle) {
        return (numbers[handle] & 1) != 0;
    }

    /// Lets go of a packet that the pacer has called.
    public void remove(int handle) {
        Packet packet = packet(handle);
        packets[handle] = null;
        streams[handle] = null;
        numbers[handle] = firstFree;
        firstFree = handle;
        size--;
        packet.release();
    }

    /// Something else plays in the stream from now on. What waits of the old has its numbers, so it cannot just be left
    /// out; it shrinks to headers, and the new picture need not wait for it.
    public void hollow(SendStream stream) {
        for (int i = 0; i < pacer.waitingVideo(); i++) {
            int handle = pacer.videoHandle(i);
            if (streams[handle] == stream && stream.hollow(sequence(handle))) {
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
        for (int handle = 0; handle < packets.length; handle++) {
            if (packets[handle] != null) {
                remove(handle);
            }
        }
    }
}
