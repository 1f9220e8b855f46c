package io.plenum.sim;

import io.plenum.rtp.AudioLevel;

/// A microphone whose sound comes from elsewhere. It is sent whole: what is said of its loudness is the speaker's, as
/// the level stands in the header and not in the sound.
final class FedMicrophone implements AudioSource {
    private final OutgoingStream stream;
    private final MediaFeed feed;
    private int minusDbov;
    private long nextNanos;
    private boolean enabled = true;
    private boolean begun;

    FedMicrophone(OutgoingStream stream, MediaFeed feed, int minusDbov, long startNanos) {
        this.stream = stream;
        this.feed = feed;
        this.minusDbov = minusDbov;
        this.nextNanos = startNanos;
    }

    @Override
    public OutgoingStream stream() {
        return stream;
    }

    @Override
    public void level(int changed) {
        minusDbov = changed;
    }

    @Override
    public void enabled(boolean changed) {
        enabled = changed;
    }

    @Override
    public long advance(long nowNanos, Wire wire) {
        while (nextNanos <= nowNanos) {
            MediaFeed.Frame frame = feed.next(false);
            if (enabled) {
                frame.payloads().forEach(payload -> send(payload, nowNanos, wire));
            }
            nextNanos += frame.nanos();
        }
        return nextNanos;
    }

    private void send(byte[] payload, long nowNanos, Wire wire) {
        byte level = AudioLevel.of(minusDbov, minusDbov < AudioLevel.SILENCE);
        stream.send(payload, payload.length, !begun, nextNanos, level & 0xFF, nowNanos, wire);
        begun = true;
    }
}
