package io.plenum.speaker;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.rtp.AudioLevel;

/// How one audio track has sounded lately. Loudness is in dB above digital silence: 127 is the loudest.
///
/// On three time scales, as Volfin and Cohen have it: whether this very packet may begin a word, for who
/// is heard; how much of the last second was speech, for who has the floor; and over some seconds, for
/// who is shown as speaking.
public final class Voice {
    /// -55 dBov: whispering close to a headset.
    private static final double GATE = AudioLevel.SILENCE - 55;

    private static final double LEVEL_NANOS = 500e6;

    /// Of the last half second three fifths: a cough or a chair is shorter.
    private static final int SPEAKING_WINDOW = 25;

    private static final int SPEAKING_FRAMES = 15;

    /// So long after the last word somebody still counts as speaking: highlights do not flicker between
    /// sentences.
    private static final long SPEAKING_HOLD_NANOS = 1_500_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    private final PeerId peer;
    private final TrackId track;
    private final NoiseFloor floor = new NoiseFloor();
    private final Onset onset = new Onset();
    private final SpeechBits bits = new SpeechBits();

    private double level;
    private long heardAt = NEVER;
    private long loudAt = NEVER;
    private long spokeAt = NEVER;
    private long enteredAt;
    private boolean speaking;
    private boolean forwarded;

    Voice(PeerId peer, TrackId track) {
        this.peer = peer;
        this.track = track;
    }

    public PeerId peer() {
        return peer;
    }

    public TrackId track() {
        return track;
    }

    void heard(int minusDbov, long nowNanos) {
        long passed = passed(nowNanos);
        double loudness = AudioLevel.SILENCE - minusDbov;
        if (floor.heard(loudness, passed)) {
            bits.forget();
        }
        double above = loudness < GATE ? 0 : floor.above(loudness);
        boolean loud = above >= NoiseFloor.SPEECH_DB;
        onset.heard(above, passed);
        bits.add(loud, passed, nowNanos);
        if (loud) {
            level += (loudness - level) * passed / (passed + LEVEL_NANOS);
            loudAt = nowNanos;
        }
    }

    /// For how long this packet speaks: not for a gap that is longer than a packet can be.
    private long passed(long nowNanos) {
        boolean first = heardAt == NEVER;
        long passed = Math.max(0, nowNanos - heardAt);
        heardAt = nowNanos;
        if (first || passed <= SpeechBits.LONGEST_PACKET_NANOS) {
            return first ? SpeechBits.FRAME_NANOS : passed;
        }
        floor.rested();
        onset.rested();
        return SpeechBits.FRAME_NANOS;
    }

    /// Whether the packet just heard may begin a word.
    boolean begins() {
        return onset.begins();
    }

    /// Looks back from a time; true when it began or ceased to count as speaking.
    boolean settle(long nowNanos) {
        bits.settle(nowNanos);
        if (speech(SpeechBits.NOW) > 0) {
            spokeAt = nowNanos;
        }
        boolean before = speaking;
        speaking = before ? nowNanos - spokeAt < SPEAKING_HOLD_NANOS : speech(SPEAKING_WINDOW) >= SPEAKING_FRAMES;
        return speaking != before;
    }

    boolean speaking() {
        return speaking;
    }

    /// How many of the last so many frames of 20 ms were speech.
    int speech(int frames) {
        return floor.known() ? bits.speech(frames) : 0;
    }

    boolean silentFor(long nanos, long nowNanos) {
        return nowNanos - loudAt >= nanos;
    }

    long lastLoud() {
        return loudAt;
    }

    /// Of what it says, not of its pauses.
    double level() {
        return level;
    }

    void entered(long nowNanos) {
        enteredAt = nowNanos;
        forwarded = true;
    }

    void left() {
        forwarded = false;
    }

    long enteredFor(long nowNanos) {
        return nowNanos - enteredAt;
    }

    /// Whether it is among the loudest.
    boolean forwarded() {
        return forwarded;
    }
}
