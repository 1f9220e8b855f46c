package io.plenum.server.config;

import io.plenum.memory.PacketPool;

/// What there is of a machine, and how much of it a server takes when nobody says.
///
/// @param processors that the process may use
/// @param heapBytes how large the heap may become: Java takes it from the machine's memory, or the container's
public record Machine(int processors, long heapBytes) {
    /// As many shards carry some 10 Gbit/s, and each is a port to open.
    private static final int MOST_SHARDS = 16;

    /// The last second of two dozen cameras in three sizes, each as fast as a browser sends: a small meeting.
    static final int LEAST_PACKETS = 40_000;

    /// The last second of 390 such layers: more people than a shard carries.
    private static final int ENOUGH_PACKETS = 200_000;

    /// Of the heap: packets and rings live long, and beside them there are people, and what the collector has not come
    /// to yet.
    private static final int MEDIA_SHARE = 2;

    public static Machine here() {
        Runtime java = Runtime.getRuntime();
        return new Machine(java.availableProcessors(), java.maxMemory());
    }

    /// One for each processor, as long as there is memory for the least of packets in each.
    int shards() {
        int shards = Math.min(processors, MOST_SHARDS);
        while (shards > 1 && room(shards) < LEAST_PACKETS) {
            shards--;
        }
        return shards;
    }

    /// What all shards together have room for, in equal parts.
    int packetsPerShard(int shards) {
        return Math.clamp(room(shards), LEAST_PACKETS, ENOUGH_PACKETS);
    }

    private long room(int shards) {
        return (mediaBytes() - ServerConfig.Media.ringBytes(shards)) / shards / PacketPool.PACKET_BYTES;
    }

    private long mediaBytes() {
        return heapBytes / MEDIA_SHARE;
    }

    /// Whether media leaves enough of the heap to the rest. By itself it does, unless the least of packets is too much.
    public boolean hasRoomFor(ServerConfig.Media media) {
        return media.mostBytes() <= mediaBytes();
    }
}
