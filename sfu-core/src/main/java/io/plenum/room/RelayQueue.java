package io.plenum.room;

import io.plenum.memory.Packet;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What is to go to other shards in the next drain, in order. Each entry holds its packet.
final class RelayQueue {
    /// Emptied after every batch of input: some hundred datagrams, each of them once for each other shard of
    /// its room.
    static final int LIMIT = 8192;

    private static final int INITIAL_CAPACITY = 64;

    private @Nullable RelayedLayer[] layers = new @Nullable RelayedLayer[INITIAL_CAPACITY];
    private @Nullable Packet[] packets = new @Nullable Packet[INITIAL_CAPACITY];
    private long[] sequences = new long[INITIAL_CAPACITY];
    private int[] streams = new int[INITIAL_CAPACITY];
    private int[] changes = new int[INITIAL_CAPACITY];
    private int size;

    /// False when it is full.
    boolean add(RelayedLayer layer, Packet packet, long sequence, int stream, int change) {
        if (size == LIMIT) {
            return false;
        }
        if (size == layers.length) {
            grow();
        }
        packet.retain();
        layers[size] = layer;
        packets[size] = packet;
        sequences[size] = sequence;
        streams[size] = stream;
        changes[size] = change;
        size++;
        return true;
    }

    int size() {
        return size;
    }

    RelayedLayer layer(int index) {
        RelayedLayer layer = layers[index];
        if (layer == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return layer;
    }

    Packet packet(int index) {
        Packet packet = packets[index];
        if (packet == null) {
            throw new IndexOutOfBoundsException(index);
        }
        return packet;
    }

    long sequence(int index) {
        return sequences[index];
    }

    int stream(int index) {
        return streams[index];
    }

    int change(int index) {
        return changes[index];
    }

    /// Lets go of all packets, gone or not.
    void clear() {
        while (size > 0) {
            Packet packet = packet(--size);
            packets[size] = null;
            layers[size] = null;
            packet.release();
        }
    }

    private void grow() {
        int capacity = 2 * layers.length;
        layers = Arrays.copyOf(layers, capacity);
        packets = Arrays.copyOf(packets, capacity);
        sequences = Arrays.copyOf(sequences, capacity);
        streams = Arrays.copyOf(streams, capacity);
        changes = Arrays.copyOf(changes, capacity);
    }
}
