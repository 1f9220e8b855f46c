package io.plenum.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.rtp.NtpTime;
import org.junit.jupiter.api.Test;

/// A publisher's wall clock and the clocks of its streams, put onto ours.
class ClocksTest {
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000_000_000L;
    /// Some wall clock that has nothing to do with ours.
    private static final long NTP = 0xE123_4567_0000_0000L;

    private final PublisherClock publisher = new PublisherClock();
    private final StreamClock audio = new StreamClock(publisher, 48_000);
    private final StreamClock video = new StreamClock(publisher, 90_000);

    private static long ntp(long millis) {
        return NtpTime.plusNanos(NTP, millis * MS);
    }

    @Test
    void timestampsGoOnAtTheClockRate() {
        assertFalse(video.known());
        video.reported(ntp(0), 1_000, 10 * SECOND);
        assertTrue(video.known());
        assertEquals(1_000, video.timestampAt(10 * SECOND));
        assertEquals(91_000, video.timestampAt(11 * SECOND));
        assertEquals(1_000 - 45_000, video.timestampAt(10 * SECOND - SECOND / 2));
    }

    @Test
    void streamsOfAPublisherKeepTheirDistanceWhateverTheirReportsMet() {
        audio.reported(ntp(0), 48_000, 10 * SECOND);
        // Made 100 ms later, but 80 ms longer on its way.
        video.reported(ntp(100), 9_000, 10 * SECOND + 180 * MS);
        long then = 20 * SECOND;
        double audioSeconds = (audio.timestampAt(then) - 48_000) / 48_000.0;
        double videoSeconds = 0.1 + (video.timestampAt(then) - 9_000) / 90_000.0;
        assertEquals(audioSeconds, videoSeconds, 0.000_1);
    }

    @Test
    void theFastestReportTellsTheDifferenceOfTheClocks() {
        video.reported(ntp(0), 0, SECOND + 50 * MS);
        video.reported(ntp(1_000), 90_000, 2 * SECOND);
        video.reported(ntp(2_000), 180_000, 3 * SECOND + 70 * MS);
        assertEquals(180_000, video.timestampAt(3 * SECOND));
    }

    @Test
    void aSlowDriftIsFollowed() {
        for (int second = 0; second < 300; second++) {
            // The publisher's clock is 100 ppm slow.
            video.reported(ntp(second * 1_000L - second / 10), 0, second * SECOND);
        }
        long expectedNanos = 299 * SECOND;
        double error = video.timestampAt(expectedNanos) / 90_000.0;
        assertEquals(0, error, 0.008, "what drifts in two windows at most");
    }

    @Test
    void aClockThatWasSetIsFollowedAtOnce() {
        video.reported(ntp(0), 0, SECOND);
        video.reported(ntp(3_600_000), 90_000, 2 * SECOND);
        assertEquals(90_000, video.timestampAt(2 * SECOND));
    }
}
