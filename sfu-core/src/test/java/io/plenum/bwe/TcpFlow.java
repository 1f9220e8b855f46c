package io.plenum.bwe;

import io.plenum.sim.Samples;
import java.util.TreeSet;

/// A download beside: window-based, half the window at a loss, one packet more each round trip (Reno, with neither
/// retransmissions nor data).
final class TcpFlow {
    private static final int PACKET_BYTES = 1_500;
    private static final long TIMEOUT = Units.SECOND;

    final Samples received = new Samples();

    private final World world;
    private final Bottleneck link;
    private final long oneWay;
    private final TreeSet<Long> outstanding = new TreeSet<>();
    private double window = 10;
    private double threshold = 1_000;
    private long sequence;
    private long recoverUntil = -1;
    private long lastAck;

    TcpFlow(World world, Bottleneck link, long roundTrip) {
        this.world = world;
        this.link = link;
        this.oneWay = roundTrip / 2;
    }

    TcpFlow startAt(long nanos) {
        world.at(nanos, () -> {
            lastAck = world.now();
            fill();
            world.every(100 * Units.MILLISECOND, this::checkTimeout);
        });
        return this;
    }

    private void fill() {
        while (outstanding.size() < (int) window) {
            long number = sequence++;
            outstanding.add(number);
            link.send(
                    PACKET_BYTES,
                    () -> world.after(oneWay, () -> {
                        received.add(world.now(), PACKET_BYTES);
                        world.after(oneWay, () -> acknowledge(number));
                    }));
        }
    }

    private void acknowledge(long number) {
        lastAck = world.now();
        outstanding.remove(number);
        window += window < threshold ? 1 : 1 / window;
        if (outstanding.removeAll(outstanding.headSet(number - 2).stream().toList()) && number > recoverUntil) {
            recoverUntil = sequence;
            threshold = Math.max(2, window / 2);
            window = threshold;
        }
        fill();
    }

    private void checkTimeout() {
        if (world.now() - lastAck > TIMEOUT) {
            threshold = Math.max(2, window / 2);
            window = 2;
            outstanding.clear();
            lastAck = world.now();
            fill();
        }
    }
}
