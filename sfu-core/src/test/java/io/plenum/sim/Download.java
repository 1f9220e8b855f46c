package io.plenum.sim;

import java.util.TreeSet;

/// A download beside the meeting: window-based, half the window at a loss, one packet more each round trip (Reno, with
/// neither retransmissions nor data).
public final class Download {
    private static final int PACKET_BYTES = 1_472;
    private static final long TIMEOUT_NANOS = Times.seconds(1);
    private static final long CHECK_NANOS = Times.millis(100);
    private static final int REORDERING = 2;

    private final Simulation simulation;
    private final Bottleneck shared;
    private final long oneWayNanos;
    private final Samples received = new Samples();
    private final TreeSet<Long> outstanding = new TreeSet<>();
    private double window = 10;
    private double threshold = 1_000;
    private long sequence;
    private long recoverUntil = -1;
    private long lastAck;

    Download(Simulation simulation, Bottleneck shared, long roundTripNanos) {
        this.simulation = simulation;
        this.shared = shared;
        this.oneWayNanos = roundTripNanos / 2;
    }

    void start() {
        lastAck = simulation.nowNanos();
        fill();
        checkTimeout();
    }

    /// Bytes at the times at which they arrived.
    public Samples received() {
        return received;
    }

    private void fill() {
        while (outstanding.size() < (int) window) {
            long number = sequence++;
            outstanding.add(number);
            long departure = shared.departure(PACKET_BYTES);
            if (departure >= 0) {
                simulation.at(departure + oneWayNanos, () -> received.add(simulation.nowNanos(), PACKET_BYTES));
                simulation.at(departure + 2 * oneWayNanos, () -> acknowledge(number));
            }
        }
    }

    private void acknowledge(long number) {
        lastAck = simulation.nowNanos();
        outstanding.remove(number);
        window += window < threshold ? 1 : 1 / window;
        var lost = outstanding.headSet(number - REORDERING);
        boolean any = !lost.isEmpty();
        lost.clear();
        if (any && number > recoverUntil) {
            recoverUntil = sequence;
            shrink(2);
            window = threshold;
        }
        fill();
    }

    private void shrink(double newWindow) {
        threshold = Math.max(2, window / 2);
        window = newWindow;
    }

    private void checkTimeout() {
        if (simulation.nowNanos() - lastAck > TIMEOUT_NANOS) {
            shrink(2);
            outstanding.clear();
            lastAck = simulation.nowNanos();
            fill();
        }
        simulation.at(simulation.nowNanos() + CHECK_NANOS, this::checkTimeout);
    }
}
