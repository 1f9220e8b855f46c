package io.plenum.loadtest.record;

/// How long an Opus packet sounds, by its first bytes (RFC 6716 §3).
final class OpusDuration {
    private static final long MILLI = 1_000_000L;

    /// No packet holds more.
    private static final long MOST_NANOS = 120 * MILLI;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int COUNT_MASK = 0x3F;

    private OpusDuration() {}

    static long nanos(byte[] packet) {
        int configuration = (packet[0] & 0xFF) >> 3;
        return Math.clamp(frames(packet) * frameNanos(configuration), MILLI, MOST_NANOS);
    }

    private static int frames(byte[] packet) {
        return switch (packet[0] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length > 1 ? packet[1] & COUNT_MASK : 1;
        };
    }

    /// SILK has frames of 10, 20, 40 and 60 ms, hybrid ones of 10 and 20, CELT of 2.5 to 20.
    private static long frameNanos(int configuration) {
        if (configuration < FIRST_HYBRID) {
            int size = configuration % 4;
            return size == 3 ? 60 * MILLI : (10 * MILLI) << size;
        }
        if (configuration < FIRST_CELT) {
            return (10 * MILLI) << (configuration % 2);
        }
        return (5 * MILLI / 2) << (configuration % 4);
    }
}
