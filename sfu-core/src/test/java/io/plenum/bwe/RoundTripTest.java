package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.rtp.NtpTime;
import org.junit.jupiter.api.Test;

class RoundTripTest {
    private static final long MS = 1_000_000L;
    private static final long SENT = NtpTime.of(1_700_000_000_000L, 0);

    private final RoundTrip roundTrip = new RoundTrip();

    private void echo(long delayMillis, long afterMillis) {
        long lastReport = NtpTime.compact(SENT);
        roundTrip.echoed(lastReport, delayMillis * 65_536 / 1_000, NtpTime.plusNanos(SENT, afterMillis * MS));
    }

    private long millis() {
        return Math.round(roundTrip.nanos() / 1e6);
    }

    @Test
    void theEchoMinusItsDelayIsTheRoundTrip() {
        echo(500, 540);
        assertEquals(40, millis());
    }

    @Test
    void laterEchoesMoveItSlowly() {
        echo(0, 80);
        echo(0, 160);
        assertEquals(90, millis());
    }

    @Test
    void nonsenseIsIgnored() {
        roundTrip.echoed(0, 0, SENT);
        assertEquals(100, millis());
        echo(0, 60_000);
        assertEquals(100, millis());
        echo(500, 499);
        assertEquals(0, millis(), "clocks of different speed can make it a little negative");
    }
}
