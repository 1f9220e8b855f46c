package io.plenum.speaker;

import io.plenum.rtp.AudioLevel;

/// How loud it is around one microphone where nobody speaks, in dB above digital silence.
///
/// It follows what is softer than speech; what is louder moves it slowly, or at once where the level has
/// not changed for longer than any syllable lasts (a fan, a street).
final class NoiseFloor {
    /// So much louder is speech, if it lasts: noise varies by 2 dB or so.
    static final double SPEECH_DB = 6;

    private static final double FOLLOW_NANOS = 100e6;

    /// A voice's pauses pull it down faster than its words push it up.
    private static final double RISE_PER_NANO = 1e-9;

    /// -38 dBov: what is much louder without moving is music, or meant to be heard.
    private static final double HIGHEST = AudioLevel.SILENCE - 38;

    /// -70 dBov: a quiet room with a headset.
    private static final double FIRST = AudioLevel.SILENCE - 70;

    private static final long SPAN_NANOS = 320_000_000L;

    /// Over two spans speech moves by far more.
    private static final double STEADY_DB = 8;

    /// Noise never moves so much in one.
    private static final double MODULATED_DB = 15;

    private double floor = FIRST;
    private long spanNanos;
    private double quietest;
    private double loudest;
    private double quietestBefore;
    private double loudestBefore = Double.MAX_VALUE;
    private int spans;
    private int sinceRest;
    private boolean known;

    double above(double loudness) {
        return loudness - floor;
    }

    /// Whether there was enough to tell noise from speech.
    boolean known() {
        return known;
    }

    /// True when what was heard lately turns out to have been noise.
    boolean heard(double loudness, long passedNanos) {
        if (loudness < floor + SPEECH_DB) {
            floor += (loudness - floor) * passedNanos / (passedNanos + FOLLOW_NANOS);
        } else {
            floor += RISE_PER_NANO * passedNanos;
        }
        floor = Math.min(floor, HIGHEST);
        sinceRest++;
        quietest = spanNanos == 0 ? loudness : Math.min(quietest, loudness);
        loudest = spanNanos == 0 ? loudness : Math.max(loudest, loudness);
        known |= loudest - quietest >= MODULATED_DB;
        spanNanos += passedNanos;
        return spanNanos >= SPAN_NANOS && endSpan();
    }

    private boolean endSpan() {
        double low = Math.min(quietest, quietestBefore);
        double high = Math.max(loudest, loudestBefore);
        double middle = Math.min(HIGHEST, (low + high) / 2);
        boolean rises = high - low <= STEADY_DB && middle > floor;
        floor = rises ? middle : floor;
        quietestBefore = quietest;
        loudestBefore = loudest;
        spanNanos = 0;
        known |= ++spans > 1;
        return rises;
    }

    /// Nothing was sent for a while: the sender itself says that it is silent. A packet alone between
    /// two such times is comfort noise.
    void rested() {
        floor = sinceRest == 1 ? Math.min(HIGHEST, loudest) : floor;
        known = true;
        sinceRest = 0;
        spanNanos = 0;
        loudestBefore = Double.MAX_VALUE;
    }
}
