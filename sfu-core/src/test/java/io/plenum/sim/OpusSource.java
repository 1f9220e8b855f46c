package io.plenum.sim;

import io.plenum.rtp.AudioLevel;

/// A microphone: a packet each 20 ms while it speaks, one each 400 ms while it is silent (DTX).
final class OpusSource implements AudioSource {
    private static final long FRAME_NANOS = Times.millis(20);
    private static final int DTX_FRAMES = 20;
    /// CELT, 20 ms, mono (RFC 6716 §3.1): any valid first byte does.
    private static final byte TABLE_OF_CONTENTS = (byte) 0xF8;

    private static final int SPEECH_LENGTH = 100;

    private final long track;
    private final OutgoingStream stream;
    private final byte[] payload = new byte[SPEECH_LENGTH];
    private long frame;
    private long nextNanos;
    private int silentFrames;
    private int minusDbov;
    private boolean enabled = true;

    /// @param minusDbov how loud it speaks; [AudioLevel#SILENCE] = not at all
    OpusSource(long track, OutgoingStream stream, int minusDbov, long startNanos) {
        this.track = track;
        this.stream = stream;
        this.minusDbov = minusDbov;
        this.nextNanos = startNanos;
        payload[0] = TABLE_OF_CONTENTS;
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
            frame(nextNanos, nowNanos, wire);
            nextNanos += FRAME_NANOS;
        }
        return nextNanos;
    }

    /// The marker begins a talk spurt (RFC 3551 §4.1).
    private void frame(long captureNanos, long nowNanos, Wire wire) {
        boolean speech = minusDbov < AudioLevel.SILENCE;
        boolean spurtStarts = speech && (silentFrames > 0 || frame == 0);
        silentFrames = speech ? 0 : silentFrames + 1;
        frame++;
        if (!enabled || (!speech && silentFrames % DTX_FRAMES != 1)) {
            return;
        }
        new MediaStamp(track, frame, -1, captureNanos, 0, 1).write(payload, 1);
        int length = speech ? SPEECH_LENGTH : 1 + MediaStamp.LENGTH;
        byte level = AudioLevel.of(minusDbov, speech);
        stream.send(payload, length, spurtStarts, captureNanos, level & 0xFF, nowNanos, wire);
    }
}
