package io.plenum.sim;

import io.plenum.core.Codec;

/// A media packet in a fake subscriber's jitter buffer.
///
/// @param csrc -1 = none
/// @param late whether it was retransmitted or reordered: its arrival says nothing about its time
/// @param afterGap whether packets before it are lost for good
/// @param descriptor the dependency descriptor; empty = none
@SuppressWarnings("ArrayRecordComponent") // carried from hand to hand, never compared
record Arrived(
        long sequence,
        long timestamp,
        boolean marker,
        long csrc,
        byte[] payload,
        long arrivalNanos,
        boolean late,
        boolean afterGap,
        Codec.Family family,
        byte[] descriptor) {
    Arrived followingGap() {
        return new Arrived(sequence, timestamp, marker, csrc, payload, arrivalNanos, late, true, family, descriptor);
    }
}
