package io.plenum.loadtest.link;

/// What a link emulator did since it was asked last: by its profile, and what it failed to do.
///
/// @param up from the clients
/// @param down towards them
/// @param unsent datagrams that no profile says should be lost: of clients for whom there was no path, too
///     large, or not taken by the kernel
/// @param lateNanos how late its thread was at worst with a datagram
public record EmulatorSample(LinkStatistics up, LinkStatistics down, long unsent, long lateNanos) {
    private static final double NANOS_PER_MILLI = 1e6;

    public static final EmulatorSample NONE = new EmulatorSample(LinkStatistics.NONE, LinkStatistics.NONE, 0, 0);

    public double lateMillis() {
        return lateNanos / NANOS_PER_MILLI;
    }

    public EmulatorSample plus(EmulatorSample other) {
        return new EmulatorSample(
                up.plus(other.up), down.plus(other.down), unsent + other.unsent, Math.max(lateNanos, other.lateNanos));
    }
}
