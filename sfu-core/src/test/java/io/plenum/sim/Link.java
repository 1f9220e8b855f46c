package io.plenum.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/// One direction of a network path: delays, loses, reorders and doubles datagrams as its profile says.
public final class Link {
    /// A reordered packet comes this much later: behind the rest of its video frame, before a NACK's answer.
    private static final long REORDER_NANOS = Times.millis(8);

    /// What the network adds to each datagram: IPv4 and UDP headers.
    private static final int OVERHEAD = 28;

    /// One that waits until so many have been sent.
    @SuppressWarnings("ArrayRecordComponent") // carried, never compared
    private record Overtaken(byte[] datagram, long behind) {}

    private final Simulation simulation;
    private final Random random;
    private final Consumer<byte[]> receiver;
    private LinkProfile profile;
    private final List<Overtaken> overtaken = new ArrayList<>();
    private double overtaking;
    private int overtakers;
    private boolean inBurst;
    private long sendingUntil;
    private long lastArrival;
    private long sent;
    private long lost;

    public Link(Simulation simulation, String name, LinkProfile profile, Consumer<byte[]> receiver) {
        this.simulation = simulation;
        this.random = simulation.random(name);
        this.profile = profile;
        this.receiver = receiver;
    }

    /// From the next packet on.
    public void profile(LinkProfile changed) {
        profile = changed;
    }

    /// From the next packet on a share of them comes behind 1 to `most` of those that are sent after it.
    public void overtake(double share, int most) {
        overtaking = share;
        overtakers = most;
    }

    public long sent() {
        return sent;
    }

    public long lost() {
        return lost;
    }

    public void send(byte[] bytes, int length) {
        sent++;
        long departure = departure(length);
        if (isLost() || departure < 0) {
            lost++;
            return;
        }
        byte[] datagram = Arrays.copyOf(bytes, length);
        long arrival = arrival(departure);
        if (random.nextDouble() < overtaking) {
            overtaken.add(new Overtaken(datagram, sent + 1 + random.nextInt(overtakers)));
            return;
        }
        simulation.at(arrival, () -> receiver.accept(datagram));
        releaseOvertaken(arrival);
        if (random.nextDouble() < profile.duplication()) {
            simulation.at(arrival + REORDER_NANOS / 2, () -> receiver.accept(datagram.clone()));
        }
    }

    private void releaseOvertaken(long arrival) {
        Iterator<Overtaken> waiting = overtaken.iterator();
        while (waiting.hasNext()) {
            Overtaken one = waiting.next();
            if (one.behind() <= sent) {
                waiting.remove();
                simulation.at(arrival, () -> receiver.accept(one.datagram()));
            }
        }
    }

    private boolean isLost() {
        inBurst = inBurst ? random.nextDouble() >= profile.burstEnd() : random.nextDouble() < profile.burstStart();
        return inBurst || random.nextDouble() < profile.loss();
    }

    /// When the last bit has left, -1 when the queue is full.
    private long departure(int length) {
        long now = simulation.nowNanos();
        if (profile.bitsPerSecond() == 0) {
            return now;
        }
        long start = Math.max(now, sendingUntil);
        if (start - now > profile.queueNanos()) {
            return -1;
        }
        sendingUntil = start + (length + OVERHEAD) * 8L * Times.seconds(1) / profile.bitsPerSecond();
        return sendingUntil;
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
