package io.plenum.sim;

import java.util.List;

/// A camera whose pictures come from elsewhere, in one quality. Who asks for a key frame gets the feed's next one.
final class FedCamera implements VideoSource {
    private static final byte[] NO_DESCRIPTOR = {};

    private final OutgoingStream stream;
    private final MediaFeed feed;
    private long nextNanos;
    private boolean keyFrameWanted = true;
    private boolean enabled = true;
    private boolean wanted = true;
    private long keyFrames;

    FedCamera(OutgoingStream stream, MediaFeed feed, long startNanos) {
        this.stream = stream;
        this.feed = feed;
        this.nextNanos = startNanos;
    }

    @Override
    public List<OutgoingStream> streams() {
        return List.of(stream);
    }

    @Override
    public void wantKeyFrame(int encoding) {
        keyFrameWanted = true;
    }

    @Override
    public long keyFrames() {
        return keyFrames;
    }

    @Override
    public void enabled(boolean changed) {
        keyFrameWanted |= changed && !enabled;
        enabled = changed;
    }

    /// It has one layer.
    @Override
    public void limit(int layers) {}

    /// It is encoded already.
    @Override
    public void encodeAt(long bitsPerSecond) {}

    @Override
    public void wanted(List<Boolean> encodings) {
        keyFrameWanted |= encodings.getFirst() && !wanted;
        wanted = encodings.getFirst();
    }

    /// It sends none.
    @Override
    public void padding(int packets) {}

    @Override
    public long advance(long nowNanos, Wire wire) {
        while (nextNanos <= nowNanos) {
            nextNanos += frame(nowNanos, wire);
        }
        return nextNanos;
    }

    /// Returns how long it is shown.
    private long frame(long nowNanos, Wire wire) {
        boolean sending = enabled && wanted;
        boolean key = sending && keyFrameWanted;
        MediaFeed.Frame frame = feed.next(key);
        if (!sending) {
            return frame.nanos();
        }
        keyFrames += key ? 1 : 0;
        keyFrameWanted = false;
        for (int i = 0; i < frame.payloads().size(); i++) {
            byte[] payload = frame.payloads().get(i);
            boolean last = i == frame.payloads().size() - 1;
            stream.send(payload, payload.length, last, nextNanos, NO_DESCRIPTOR, nowNanos, wire);
        }
        return frame.nanos();
    }
}
