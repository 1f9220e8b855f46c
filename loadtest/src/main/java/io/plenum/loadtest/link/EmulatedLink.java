package io.plenum.loadtest.link;

import io.plenum.sim.LinkProfile;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One direction of a path: a bottleneck with its buffer, and behind it a stretch that delays, jitters, reorders and
/// loses.
///
/// The buffer is a real queue, so that a change of the rate acts on what already waits in it, as it does in a modem.
/// Has no clock: every method is handed the time, which must not go back.
final class EmulatedLink {
    /// What the network adds to each datagram: IPv4 and UDP headers.
    private static final int OVERHEAD = 28;

    /// A reordered packet comes this much later: behind its neighbours, before the answer to a NACK.
    private static final long REORDER_NANOS = 8_000_000L;

    /// Of packets on one link, waiting and under way: 12 MB. A rate without a buffer limit must not take the heap.
    private static final int MAX_PACKETS = 8_192;

    private static final long NEVER = Long.MAX_VALUE;
    private static final double BIT_NANOS = 8e9;

    private final Random random;
    private final ArrayDeque<Datagram> waiting = new ArrayDeque<>();
    private final PriorityQueue<Datagram> flying =
            new PriorityQueue<>(Comparator.<Datagram>comparingLong(datagram -> datagram.arrivalNanos)
                    .thenComparingLong(datagram -> datagram.order));
    private LinkProfile profile;
    private boolean inBurst;
    private long waitingBytes;
    /// When the first that waits has left the bottleneck.
    private long headDoneNanos;
    private long lastArrivalNanos;
    private long offered;
    /// Since it was asked last, as what follows.
    private long packets;

    private long delivered;
    private long lost;
    private long overflowed;
    private long maxQueueNanos;

    EmulatedLink(LinkProfile profile, long seed) {
        this.profile = profile;
        this.random = new Random(seed);
    }

    /// From now on: what waits leaves at the new rate.
    void profile(LinkProfile changed, long nowNanos) {
        advance(nowNanos);
        double left = waiting.isEmpty() ? 0 : (headDoneNanos - nowNanos) / (double) serialNanos(waiting.element());
        profile = changed;
        headDoneNanos = waiting.isEmpty() ? nowNanos : nowNanos + (long) (left * serialNanos(waiting.element()));
    }

    /// Takes a packet in. False when the buffer is full: it is the caller's again.
    boolean offer(Datagram datagram, long nowNanos) {
        advance(nowNanos);
        packets++;
        long queue = queueNanos(nowNanos);
        if (isFull(queue)) {
            overflowed++;
            return false;
        }
        maxQueueNanos = Math.max(maxQueueNanos, queue);
        datagram.order = ++offered;
        waiting.add(datagram);
        waitingBytes += datagram.length + OVERHEAD;
        if (waiting.size() == 1) {
            headDoneNanos = nowNanos + serialNanos(datagram);
        }
        return true;
    }

    private boolean isFull(long queue) {
        return waiting.size() + flying.size() >= MAX_PACKETS
                || (profile.bitsPerSecond() > 0 && queue > profile.queueNanos());
    }

    /// The next packet that has arrived at the other end, null when there is none yet. Lost ones are handed out as
    /// well, with length 0, so that their memory comes back.
    @Nullable
    Datagram poll(long nowNanos) {
        advance(nowNanos);
        Datagram first = flying.peek();
        if (first == null || first.arrivalNanos > nowNanos) {
            return null;
        }
        flying.remove();
        delivered += first.length > 0 ? 1 : 0;
        return first;
    }

    /// When to [#poll] next; never when the link is empty.
    long nextNanos() {
        Datagram first = flying.peek();
        return Math.min(first == null ? NEVER : first.arrivalNanos, waiting.isEmpty() ? NEVER : headDoneNanos);
    }

    /// How long a packet that came now would wait for its turn.
    long queueNanos(long nowNanos) {
        Datagram head = waiting.peek();
        if (head == null || profile.bitsPerSecond() == 0) {
            return 0;
        }
        return headDoneNanos - nowNanos + nanosOf(waitingBytes - head.length - OVERHEAD);
    }

    /// What happened since the last call.
    LinkStatistics take(long nowNanos) {
        advance(nowNanos);
        LinkStatistics taken =
                new LinkStatistics(packets, delivered, lost, overflowed, queueNanos(nowNanos), maxQueueNanos);
        packets = 0;
        delivered = 0;
        lost = 0;
        overflowed = 0;
        maxQueueNanos = 0;
        return taken;
    }

    /// Lets go what has left the bottleneck by now, each at its own moment, however late this is called.
    private void advance(long nowNanos) {
        while (!waiting.isEmpty() && headDoneNanos <= nowNanos) {
            Datagram head = waiting.remove();
            waitingBytes -= head.length + OVERHEAD;
            fly(head, headDoneNanos);
            if (!waiting.isEmpty()) {
                headDoneNanos += serialNanos(waiting.element());
            }
        }
    }

    private void fly(Datagram datagram, long departureNanos) {
        datagram.arrivalNanos = arrival(departureNanos);
        datagram.doubled = random.nextDouble() < profile.duplication();
        if (isLost()) {
            lost++;
            datagram.length = 0;
        }
        flying.add(datagram);
    }

    /// Gilbert–Elliott with a bad state in which nothing passes, and independent losses besides.
    private boolean isLost() {
        inBurst = inBurst ? random.nextDouble() >= profile.burstEnd() : random.nextDouble() < profile.burstStart();
        return inBurst || random.nextDouble() < profile.loss();
    }

    /// Jitter alone keeps the order, as queues on a path do.
    private long arrival(long departureNanos) {
        long arrival = departureNanos + profile.delayNanos() + (long) (random.nextDouble() * profile.jitterNanos());
        if (random.nextDouble() < profile.reordering()) {
            return arrival + REORDER_NANOS;
        }
        lastArrivalNanos = Math.max(lastArrivalNanos, arrival);
        return lastArrivalNanos;
    }

    private long serialNanos(Datagram datagram) {
        return nanosOf(datagram.length + OVERHEAD);
    }

    /// 0 when the rate is unlimited.
    private long nanosOf(long bytes) {
        return profile.bitsPerSecond() == 0 ? 0 : (long) (bytes * BIT_NANOS / profile.bitsPerSecond());
    }
}
