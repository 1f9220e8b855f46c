package io.plenum.speaker;

/// Whether a loud packet may be the beginning of a word. A clearly loud one may at once, or after 60 ms
/// where the last loud moments were shorter than any syllable (somebody types); one that is little
/// louder than the noise after 100 ms.
final class Onset {
    private static final double CLEAR_DB = 9;
    private static final long SHORTEST_SYLLABLE_NANOS = 60_000_000L;
    private static final long UNCLEAR_NANOS = 100_000_000L;
    private static final long WORD_NANOS = 120_000_000L;

    /// So many in a row are no accident.
    private static final int CLICKS = 2;

    private long runNanos;
    private int clicks;
    private boolean isClear;

    /// @param aboveFloor in dB
    void heard(double aboveFloor, long passedNanos) {
        if (aboveFloor < NoiseFloor.SPEECH_DB) {
            rested();
            return;
        }
        isClear = aboveFloor >= CLEAR_DB;
        runNanos += passedNanos;
        clicks = runNanos >= WORD_NANOS ? 0 : clicks;
    }

    /// It is quiet.
    void rested() {
        if (runNanos > 0 && runNanos < SHORTEST_SYLLABLE_NANOS) {
            clicks = Math.min(CLICKS, clicks + 1);
        }
        runNanos = 0;
    }

    boolean begins() {
        if (!isClear) {
            return runNanos >= UNCLEAR_NANOS;
        }
        return runNanos >= (clicks < CLICKS ? 1 : SHORTEST_SYLLABLE_NANOS);
    }
}
