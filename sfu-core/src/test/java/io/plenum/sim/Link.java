package io.plenum.sim;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/// One direction of a network path: delays, loses, reorders and doubles datagrams as its profile says.
public final class Link {
    /// A reordered packet comes this much later: behind the rest of its video frame, before a NACK's answer.
    private static final long REORDER_NANOS = Times.millis(8);

    private final Simulation simulation;
    private final Random random;
    private final Consumer<byte[]> receiver;
    private final Samples passed = new Samples();
    private LinkProfile profile;
    private Bottleneck bottleneck;
    private boolean inBurst;
    private long lastArrival;
    private long sent;
    private long lost;

    public Link(Simulation simulation, String name, LinkProfile profile, Consumer<byte[]> receiver) {
        this.simulation = simulation;
        this.random = simulation.random(name);
        this.profile = profile;
        this.receiver = receiver;
        this.bottleneck = new Bottleneck(simulation).limit(profile.bitsPerSecond(), profile.queueNanos());
    }

    /// From the next packet on.
    public void profile(LinkProfile changed) {
        profile = changed;
        bottleneck.limit(changed.bitsPerSecond(), changed.queueNanos());
    }

    /// From the next packet on it leads through one that others share, which keeps its limits.
    void through(Bottleneck shared) {
        bottleneck = shared;
    }

    public Bottleneck bottleneck() {
        return bottleneck;
    }

    /// Bytes of datagrams at the times at which they arrived.
    public Samples passed() {
        return passed;
    }

    public long sent() {
        return sent;
    }

    public long lost() {
        return lost;
    }

    public void send(byte[] bytes, int length) {
        sent++;
        long departure = bottleneck.departure(length);
        if (isLost() || departure < 0) {
            lost++;
            return;
        }
        byte[] datagram = Arrays.copyOf(bytes, length);
        long arrival = arrival(departure);
        passed.add(arrival, length);
        simulation.at(arrival, () -> receiver.accept(datagram));
        if (random.nextDouble() < profile.duplication()) {
            simulation.at(arrival + REORDER_NANOS / 2, () -> receiver.accept(datagram.clone()));
        }
    }

    private boolean isLost() {
        inBurst = inBurst ? random.nextDouble() >= profile.burstEnd() : random.nextDouble() < profile.burstStart();
        return inBurst || random.nextDouble() < profile.loss();
    }

    /// Jitter alone keeps the order, as queues on a path do.
    private long arrival(long departure) {
        long arrival = departure + profile.delayNanos() + (long) (random.nextDouble() * profile.jitterNanos());
        if (random.nextDouble() < profile.reordering()) {
            return arrival + REORDER_NANOS;
        }
        lastArrival = Math.max(lastArrival, arrival);
        return lastArrival;
    }
}
