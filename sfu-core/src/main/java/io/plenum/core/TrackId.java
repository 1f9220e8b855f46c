package io.plenum.core;

/// One published source (a camera, a microphone, a screen), unique in this process for as long as it runs.
public record TrackId(long value) {
    @Override
    public String toString() {
        return "track-" + value;
    }
}
