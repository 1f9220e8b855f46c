package io.plenum.core;

/// The way to one subscriber at one moment.
///
/// @param estimateBitsPerSecond it is thought to carry; 0 = nothing is known, nor limited
/// @param sentBitsPerSecond media and retransmissions over the last second or so
/// @param wantedBitsPerSecond would be sent, were the link wide enough
/// @param loss 0 to 1, over the last seconds
/// @param roundTripNanos 0 = unknown
/// @param queueNanos how much of the latest packets' delay was queue
public record LinkStatus(
        long estimateBitsPerSecond,
        long sentBitsPerSecond,
        long wantedBitsPerSecond,
        double loss,
        long roundTripNanos,
        long queueNanos,
        LinkLimit limit) {}
