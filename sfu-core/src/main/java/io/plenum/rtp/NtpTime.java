package io.plenum.rtp;

/// NTP timestamps (RFC 3550 §4): 32 bits of seconds since 1900, 32 bits of fraction, held in a long.
public final class NtpTime {
    /// From 1900 to 1970, with 17 leap days.
    private static final long UNIX_EPOCH_SECONDS = 2_208_988_800L;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private NtpTime() {}

    /// The time `nanos` after a moment of the wall clock.
    public static long of(long epochMillis, long nanos) {
        long seconds = Math.floorDiv(epochMillis, 1_000) + Math.floorDiv(nanos, NANOS_PER_SECOND);
        long rest = Math.floorMod(epochMillis, 1_000L) * 1_000_000 + Math.floorMod(nanos, NANOS_PER_SECOND);
        seconds += UNIX_EPOCH_SECONDS + rest / NANOS_PER_SECOND;
        return (seconds << 32) | fraction(rest % NANOS_PER_SECOND);
    }

    /// From an earlier to a later time; right for spans below 68 years, whatever the era.
    public static long nanosBetween(long earlier, long later) {
        long span = later - earlier;
        return (span >> 32) * NANOS_PER_SECOND + nanos(span & 0xFFFF_FFFFL);
    }

    public static long plusNanos(long ntp, long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        return ntp + (seconds << 32) + fraction(Math.floorMod(nanos, NANOS_PER_SECOND));
    }

    /// The middle 32 bits: 16.16 seconds, as in a report block's LSR.
    public static long compact(long ntp) {
        return (ntp >>> 16) & 0xFFFF_FFFFL;
    }

    /// A duration in the form of a report block's DLSR, 1/65536 s; one too long for the field is cut to its largest.
    public static long compactDuration(long nanos) {
        long seconds = nanos / NANOS_PER_SECOND;
        long units = (seconds << 16) | ((nanos % NANOS_PER_SECOND) << 16) / NANOS_PER_SECOND;
        return Math.min(units, 0xFFFF_FFFFL);
    }

    public static long compactToNanos(long compact) {
        return (compact * NANOS_PER_SECOND) >> 16;
    }

    /// The abs-send-time extension: seconds as 6.18 fixed point, which wraps every 64 s.
    public static int absSendTime(long nanos) {
        long seconds = Math.floorDiv(nanos, NANOS_PER_SECOND);
        long fraction = (Math.floorMod(nanos, NANOS_PER_SECOND) << 18) / NANOS_PER_SECOND;
        return (int) ((seconds << 18) | fraction) & 0xFF_FFFF;
    }

    private static long fraction(long nanosOfSecond) {
        return (nanosOfSecond << 32) / NANOS_PER_SECOND;
    }

    /// Rounded, so that a time goes to NTP and back unchanged.
    private static long nanos(long fraction) {
        return (fraction * NANOS_PER_SECOND + (1L << 31)) >>> 32;
    }
}
