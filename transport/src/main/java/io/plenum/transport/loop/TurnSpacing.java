package io.plenum.transport.loop;

/// How long a loop rests between two turns although a datagram may be there: what comes meanwhile shares the next
/// turn, as network cards share an interrupt.
///
/// With many senders there is always one more packet, and a loop that goes for each of them wakes up thousands of
/// times a second: it then pays the way into the kernel and cold caches for a handful of packets. A loop that has
/// little to do pays nothing that matters, and lets nothing wait.
public enum TurnSpacing {
    /// Each datagram is gone for at once.
    NONE(0),
    /// A loop that has much to do rests.
    WHEN_BUSY(1_000_000L);

    /// A loop that works no more than this share of its time does not rest.
    static final double FREE = 0.05;

    /// One that works so much rests as long as it may; in between in proportion, so that it does not swing.
    static final double FULL = 0.15;

    /// From the beginning of one turn to that of the next. Longer than 1 ms saved nothing more that could be measured,
    /// and it is late media.
    private final long mostNanos;

    TurnSpacing(long mostNanos) {
        this.mostNanos = mostNanos;
    }

    long mostNanos() {
        return mostNanos;
    }

    /// What is left of the distance after a turn.
    ///
    /// @param busy how much of its time the loop works
    /// @param waitNanos until something is due: no rest is longer
    long restNanos(double busy, long turnNanos, long waitNanos) {
        double share = Math.clamp((busy - FREE) / (FULL - FREE), 0, 1);
        return Math.clamp((long) (share * mostNanos) - turnNanos, 0, waitNanos);
    }
}
