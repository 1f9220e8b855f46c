package io.plenum.core;

/// The engine's limits and times. Each has its reason beside it; the defaults suit every meeting we know of.
///
/// @param epochMillis the wall clock at `nowNanos = 0`, for the NTP times in sender reports: the engine reads no clock
/// @param packetPoolLimit packets in existence per shard; [io.plenum.memory.PacketPool#PACKET_BYTES] each
/// @param audioSpeakers how many loudest speakers a room forwards at once (more than three at a time is noise)
public record SfuConfig(long epochMillis, int packetPoolLimit, int audioSpeakers) {
    public static SfuConfig defaults(long epochMillis) {
        return new SfuConfig(epochMillis, 200_000, 3);
    }
}
