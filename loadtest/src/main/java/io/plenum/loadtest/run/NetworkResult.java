package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.NetworkSample;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.media.Counts;

/// What those behind one network got in the measured time, and what the network did.
///
/// @param people the most of them who were there at a look
/// @param emulator what became of their packets under way, of all kinds and both directions
public record NetworkResult(String network, int people, Counts counts, StreamSeconds streams, EmulatorSample emulator) {
    static NetworkResult none(String network) {
        return new NetworkResult(network, 0, Counts.none(), StreamSeconds.NONE, EmulatorSample.NONE);
    }

    NetworkResult plus(NetworkSample sample, double seconds) {
        return new NetworkResult(
                network,
                Math.max(people, sample.present()),
                counts.plus(sample.counts()),
                streams.plus(StreamSeconds.of(sample.streams(), seconds)),
                emulator.plus(sample.emulator()));
    }

    /// Whether there is nothing between them and the server.
    public boolean isStraight() {
        return network.equals(AccessNetwork.NONE);
    }

    /// As of everybody.
    public double starvedRatio() {
        return streams.starvedRatio();
    }
}
