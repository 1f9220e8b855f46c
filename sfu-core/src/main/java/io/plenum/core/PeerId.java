package io.plenum.core;

/// One endpoint of media: a participant's connection, unique in this process for as long as it runs.
public record PeerId(long value) {
    @Override
    public String toString() {
        return "peer-" + value;
    }
}
