package io.plenum.speaker;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.rtp.AudioLevel;

/// How one audio track has sounded lately. Loudness is in dB above digital silence: 127 is the loudest.
///
/// The level follows speech upwards within a packet or two, so that no first syllable is lost, and falls slowly over
/// the pauses between words. What is always there (a fan, a street) becomes the floor, above which a voice must rise.
public final class Voice {
    private static final double RISE_NANOS = 20e6;
    private static final double FALL_NANOS = 300e6;
    private static final double SCORE_NANOS = 1e9;

    /// -55 dBov: whispering close to a headset.
    private static final double GATE = AudioLevel.SILENCE - 55;

    /// Speech is modulated by far more than steady noise.
    private static final double ABOVE_FLOOR = 9;

    /// A voice's pauses pull the floor down faster than its words push it up.
    private static final double FLOOR_RISE_PER_NANO = 3e-9;

    private static final double FLOOR_FALL_NANOS = 100e6;

    /// -35 dBov: somebody who talks without any pause does not become noise.
    private static final double HIGHEST_FLOOR = AudioLevel.SILENCE - 35;

    private static final double FIRST_FLOOR = AudioLevel.SILENCE - 87;

    /// Longer without a packet is silence: discontinuous transmission, or nobody there.
    static final long SILENT_AFTER_NANOS = 120_000_000L;

    private static final long NEVER_ACTIVE = Long.MIN_VALUE / 2;

    private final PeerId peer;
    private final TrackId track;

    private double level;
    private double floor = FIRST_FLOOR;
    private double score;
    private long heardAt = NEVER_ACTIVE;
    /// Time in which it was loud since it became active: the slow fall after a cough is not speech.
    private double loudNanos;
    private long activeAt = NEVER_ACTIVE;
    private long enteredAt;
    private boolean active;
    private boolean forwarded;
    /// Spoke for long enough to be called speaking, and has not been silent for long since.
    private boolean speaking;

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
        double passed = Math.clamp(nowNanos - heardAt, 0, SILENT_AFTER_NANOS);
        double loudness = AudioLevel.SILENCE - minusDbov;
        heardAt = nowNanos;
        level = approach(level, loudness, passed, loudness > level ? RISE_NANOS : FALL_NANOS);
        floor = level < floor
                ? approach(floor, level, passed, FLOOR_FALL_NANOS)
                : Math.min(HIGHEST_FLOOR, Math.min(level, floor + FLOOR_RISE_PER_NANO * passed));
        judge(loudness, passed, nowNanos);
    }

    /// Without packets a voice falls silent.
    void settle(long nowNanos) {
        if (active && nowNanos - heardAt > SILENT_AFTER_NANOS) {
            level = 0;
            active = false;
            loudNanos = 0;
            score = 0;
        }
    }

    private void judge(double loudness, double passed, long nowNanos) {
        active = rises(level);
        score = approach(score, active ? level - GATE : 0, passed, SCORE_NANOS);
        if (active) {
            activeAt = nowNanos;
            loudNanos += rises(loudness) ? passed : 0;
        } else {
            loudNanos = 0;
        }
    }

    private boolean rises(double loudness) {
        return loudness >= GATE && loudness >= floor + ABOVE_FLOOR;
    }

    private static double approach(double from, double to, double passed, double timeConstant) {
        return from + (to - from) * passed / (passed + timeConstant);
    }

    boolean active() {
        return active;
    }

    /// Whether it has been loud for so long, short pauses left out.
    boolean loudFor(long nanos) {
        return active && loudNanos >= nanos;
    }

    boolean silentFor(long nanos, long nowNanos) {
        return nowNanos - activeAt >= nanos;
    }

    /// Begins after so long without a pause and ends after so long a pause.
    boolean speaks(long after, long hold, long nowNanos) {
        speaking = speaking ? !silentFor(hold, nowNanos) : loudFor(after);
        return speaking;
    }

    long lastActive() {
        return activeAt;
    }

    double level() {
        return level;
    }

    double score() {
        return score;
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
