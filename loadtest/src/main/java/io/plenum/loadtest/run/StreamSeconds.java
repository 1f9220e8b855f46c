package io.plenum.loadtest.run;

import io.plenum.loadtest.media.Streams;

/// The time of all streams that should have been playing, and how much of it they were starved.
public record StreamSeconds(double wanted, double starved) {
    static final StreamSeconds NONE = new StreamSeconds(0, 0);

    /// So long it was as it was at this moment.
    static StreamSeconds of(Streams streams, double seconds) {
        return new StreamSeconds(streams.wanted() * seconds, streams.starved() * seconds);
    }

    StreamSeconds plus(StreamSeconds other) {
        return new StreamSeconds(wanted + other.wanted, starved + other.starved);
    }

    /// 0 where nothing should have been playing.
    public double starvedRatio() {
        return wanted == 0 ? 0 : starved / wanted;
    }
}
