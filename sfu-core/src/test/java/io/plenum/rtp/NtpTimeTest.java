package io.plenum.rtp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class NtpTimeTest {
    /// 2005-11-10 11:33:25.125 UTC is b705:2000 in RFC 3550's example (§6.4.1, figure 2).
    @Test
    void matchesTheExampleOfRfc3550() {
        long ntp = 0xB44D_B705_2000_0000L;
        long unixMillis = (0xB44D_B705L - 2_208_988_800L) * 1_000 + 125;
        assertEquals(ntp, NtpTime.of(unixMillis, 0));
        assertEquals(0xB705_2000L, NtpTime.compact(ntp));
    }

    /// The same figure: A - DLSR - LSR = 0xb710:8000 - 0x5:4000 - 0xb705:2000 = 6.125 s.
    @Test
    void compactDurationsAre65536thsOfASecond() {
        assertEquals(0x0005_4000, NtpTime.compactDuration(5_250_000_000L));
        assertEquals(6_125_000_000L, NtpTime.compactToNanos(0xB710_8000L - 0x5_4000 - 0xB705_2000L));
        assertEquals(0xFFFF_FFFFL, NtpTime.compactDuration(Long.MAX_VALUE / 2));
    }

    @Test
    void nanosGoThereAndBackUnchanged() {
        long epoch = 1_795_000_000_123L;
        long start = NtpTime.of(epoch, 0);
        for (long nanos : new long[] {0, 1, 999_999_999, 1_000_000_001, 3_600_123_456_789L}) {
            assertEquals(nanos, NtpTime.nanosBetween(start, NtpTime.plusNanos(start, nanos)));
            assertNear(nanos, NtpTime.nanosBetween(start, NtpTime.of(epoch, nanos)));
            assertNear(-nanos, NtpTime.nanosBetween(NtpTime.of(epoch, nanos), start));
        }
    }

    @Test
    void absSendTimeWrapsAfter64Seconds() {
        assertEquals(1 << 18, NtpTime.absSendTime(1_000_000_000L));
        assertEquals(1 << 17, NtpTime.absSendTime(64_500_000_000L));
    }

    /// Two fractions were rounded.
    private static void assertNear(long expected, long actual) {
        assertTrue(Math.abs(expected - actual) <= 1, expected + " expected, but was " + actual);
    }
}
