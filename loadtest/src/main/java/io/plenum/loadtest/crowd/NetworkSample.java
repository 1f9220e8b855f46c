package io.plenum.loadtest.crowd;

import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;

/// What those behind one network saw since the crowd was asked last.
///
/// @param present who are in, with keys agreed
/// @param staying of those who did not come as guests
/// @param streams that should be playing at this moment
/// @param emulator what the network itself did, where one is emulated
public record NetworkSample(int present, Counts counts, Counts staying, Streams streams, EmulatorSample emulator) {
    public static NetworkSample none() {
        return of(EmulatorSample.NONE);
    }

    static NetworkSample of(EmulatorSample emulator) {
        return new NetworkSample(0, Counts.none(), Counts.none(), Streams.NONE, emulator);
    }

    NetworkSample plus(NetworkSample other) {
        return new NetworkSample(
                present + other.present,
                counts.plus(other.counts),
                staying.plus(other.staying),
                streams.plus(other.streams),
                emulator.plus(other.emulator));
    }
}
