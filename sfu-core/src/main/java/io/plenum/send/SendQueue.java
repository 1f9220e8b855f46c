package io.plenum.send;

import io.plenum.memory.Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is to be sent to one subscriber in the next drain, in order. Each entry holds its packet.
public final class SendQueue {
    /// The queue is emptied after every batch of input. A batch is some hundred datagrams and each appears here once,
    /// so only a bug or a flood can fill this.
    static final int LIMIT = 4096;

    private static final int INITIAL_CAPACITY = 32;

    private @Nullable SendStream[] streams = new @Nullable SendStream[INITIAL_CAPACITY];
    private @Nullable Packet[] packets = new @Nullable Packet[INITIAL_CAPACITY];
    private long[] sequences = new long[INITIAL_CAPACITY];
    private boolean[] resends = new boolean[INITIAL_CAPACITY];
    private int size;

    /// False when the queue is full: the packet is not sent.
    public boolean add(SendStream stream, Packet packet, long sequence, boolean resend) {
        if (size == LIMIT) {
            return false;
        }
        if (size == streams.length) {
            grow();
        }
        packet.retain();
        streams[size] = stream;
        packets[size] = packet;
        sequences[size] = sequence;
        resends[size] = resend;
        size++;
        return true;
    }

    public int size() {
        return size;
    }

    public SendStream stream(int index) {
        SendStream stream = streams[index];
        if (stream == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return stream;
    }

    public Packet packet(int index) {
        Packet packet = packets[index];
        if (packet == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return packet;
    }

    public long sequence(int index) {
        return sequences[index];
    }

    public boolean resend(int index) {
        return resends[index];
    }

    /// Lets go of all packets, sent or not.
    public void clear() {
        for (int index = 0; index < size; index++) {
            packet(index).release();
            packets[index] = null;
            streams[index] = null;
        }
        size = 0;
    }

    private void grow() {
        int capacity = 2 * streams.length;
        streams = Arrays.copyOf(streams, capacity);
        packets = Arrays.copyOf(packets, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        resends = Arrays.copyOf(resends, capacity);
    }
}
