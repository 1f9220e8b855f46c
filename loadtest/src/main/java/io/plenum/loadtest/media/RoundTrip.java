package io.plenum.loadtest.media;

import java.util.Arrays;

/// How long it takes from asking for a packet again until it comes, smoothed: sooner than that nobody should ask once
/// more. Only what was asked for once tells (Karn's rule): of two requests, nobody knows which was answered.
final class RoundTrip {
    /// Before anything is known, as libwebrtc's NACK module has it.
    private static final long UNKNOWN_NANOS = 100_000_000L;

    private static final int SMOOTHING = 8;

    /// More than are ever missing at once.
    private static final int PLACES = 1_024;

    private static final int NOBODY = -1;
    private static final int ASKED_AGAIN = -2;

    private final int[] sequences = new int[PLACES];
    private final long[] askedNanos = new long[PLACES];
    private long smoothed = UNKNOWN_NANOS;
    private boolean known;

    RoundTrip() {
        Arrays.fill(sequences, NOBODY);
    }

    void asked(int sequence16, long nowNanos) {
        int place = sequence16 % PLACES;
        boolean again = sequences[place] == sequence16 || sequences[place] == ASKED_AGAIN;
        sequences[place] = again ? ASKED_AGAIN : sequence16;
        askedNanos[place] = nowNanos;
    }

    /// It came, whichever way.
    void answered(int sequence16, long nowNanos) {
        int place = sequence16 % PLACES;
        if (sequences[place] == sequence16) {
            long sample = nowNanos - askedNanos[place];
            smoothed = known ? smoothed + (sample - smoothed) / SMOOTHING : sample;
            known = true;
        }
        sequences[place] = NOBODY;
    }

    long nanos() {
        return smoothed;
    }
}
