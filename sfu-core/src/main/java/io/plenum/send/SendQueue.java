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

    /// One packet in its place; reused.
    private static final class Place {
        private @Nullable SendStream stream;
        private @Nullable Packet packet;
        private long sequence;
        private boolean resend;
        /// The handle of the next place, while this one is free.
        private int nextFree;

        Place(int nextFree) {
            this.nextFree = nextFree;
        }
    }

    private final Pacer pacer;
    private Place[] places = new Place[0];
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
        Place place = places[handle];
        firstFree = place.nextFree;
        size++;
        packet.retain();
        place.stream = stream;
        place.packet = packet;
        place.sequence = sequence;
        place.resend = resend;
        return true;
    }

    /// [#NONE] when all are taken.
    private int freeHandle() {
        if (firstFree == NONE && places.length < LIMIT) {
            grow();
        }
        return firstFree;
    }

    private void grow() {
        int taken = places.length;
        places = Arrays.copyOf(places, Math.max(INITIAL_CAPACITY, 2 * taken));
        for (int handle = places.length - 1; handle >= taken; handle--) {
            places[handle] = new Place(firstFree);
            firstFree = handle;
        }
    }

    public int size() {
        return size;
    }

    public SendStream stream(int handle) {
        SendStream stream = places[handle].stream;
        if (stream == null) {
            throw new IndexOutOfBoundsException(handle);
        }
        return stream;
    }

    public Packet packet(int handle) {
        Packet packet = places[handle].packet;
        if (packet == null) {
            throw new IndexOutOfBoundsException(handle);
        }
        return packet;
    }

    public long sequence(int handle) {
        return places[handle].sequence;
    }

    public boolean resend(int handle) {
        return places[handle].resend;
    }

    /// Lets go of a packet that the pacer has called.
    public void remove(int handle) {
        Packet packet = packet(handle);
        Place place = places[handle];
        place.packet = null;
        place.stream = null;
        place.nextFree = firstFree;
        firstFree = handle;
        size--;
        packet.release();
    }

    /// Something else plays in the stream from now on. What waits of the old has its numbers, so it cannot just be left
    /// out; it shrinks to headers, and the new picture need not wait for it.
    public void hollow(SendStream stream) {
        for (int i = 0; i < pacer.waitingVideo(); i++) {
            int handle = pacer.videoHandle(i);
            if (places[handle].stream == stream && stream.hollow(places[handle].sequence)) {
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
        for (int handle = 0; handle < places.length; handle++) {
            if (places[handle].packet != null) {
                remove(handle);
            }
        }
    }
}
