package io.plenum.sim;

import io.plenum.rtp.SequenceExtender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Brings one stream's packets into their order, and knows which are missing.
final class JitterBuffer {
    /// Packets reordered before the very first one get this long to come.
    private static final long START_NANOS = Times.millis(30);

    /// Reordering heals by itself in this time: asking sooner would be wasted.
    private static final long NACK_AFTER_NANOS = Times.millis(12);

    private static final long NACK_AGAIN_NANOS = Times.millis(60);
    private static final int NACK_TRIES = 10;

    /// A jump beyond this is not asked for but taken as loss, as browsers do.
    private static final int MAX_MISSING = 1_000;

    private static final class Missing {
        long askNanos;
        long sinceNanos;
        int tries;
    }

    private final long giveUpNanos;
    private final Predicate<Arrived> beginsKeyPicture;
    private final SequenceExtender sequences = new SequenceExtender();
    private final TreeMap<Long, Arrived> waiting = new TreeMap<>();
    private final TreeMap<Long, Missing> missing = new TreeMap<>();
    private long next = -1;
    private long startNanos;
    private boolean gap;
    private boolean started;
    private long lostForGood;
    private long recovered;

    /// @param giveUpNanos how long a hole is waited for
    /// @param beginsKeyPicture whether a packet is the first one of a picture that needs none before it
    JitterBuffer(long giveUpNanos, Predicate<Arrived> beginsKeyPicture) {
        this.giveUpNanos = giveUpNanos;
        this.beginsKeyPicture = beginsKeyPicture;
    }

    long extend(int sequence16) {
        return sequences.extend(sequence16);
    }

    /// For the original number inside a retransmission.
    long nearest(int sequence16) {
        return sequences.nearest(sequence16);
    }

    long highest() {
        return sequences.highest();
    }

    /// Those count that a key picture made useless, and that did not come after all.
    long lostForGood() {
        return lostForGood + missing.headMap(next).size();
    }

    /// How many holes were filled, by reordered packets or retransmissions.
    long recovered() {
        return recovered;
    }

    /// False when the packet is not needed (any more).
    boolean insert(Arrived packet, long nowNanos) {
        long sequence = packet.sequence();
        if (next < 0) {
            next = sequence;
            startNanos = nowNanos + START_NANOS;
        }
        if (!started && sequence < next) {
            notice(sequence + 1, next, nowNanos);
            next = sequence;
        }
        if (sequence < next) {
            missing.remove(sequence);
            return false;
        }
        if (waiting.containsKey(sequence)) {
            return false;
        }
        if (missing.remove(sequence) != null) {
            recovered++;
        }
        long expected = waiting.isEmpty() ? next : Math.max(next, waiting.lastKey() + 1);
        if (!missing.isEmpty()) {
            expected = Math.max(expected, missing.lastKey() + 1);
        }
        notice(expected, sequence, nowNanos);
        waiting.put(sequence, packet);
        return true;
    }

    private void notice(long from, long to, long nowNanos) {
        for (long sequence = Math.max(from, to - MAX_MISSING); sequence < to; sequence++) {
            if (!waiting.containsKey(sequence)) {
                Missing hole = new Missing();
                hole.sinceNanos = nowNanos;
                hole.askNanos = nowNanos + NACK_AFTER_NANOS;
                missing.putIfAbsent(sequence, hole);
            }
        }
    }

    /// The next packet in order, when it is there or the ones before it were given up.
    Optional<Arrived> poll(long nowNanos) {
        if (waiting.isEmpty() || nowNanos < startNanos) {
            return Optional.empty();
        }
        started = true;
        if (waiting.firstKey() > next) {
            skipToKeyPicture();
        }
        long first = waiting.firstKey();
        if (first > next && !givenUp(first, nowNanos)) {
            return Optional.empty();
        }
        Arrived packet = waiting.pollFirstEntry().getValue();
        next = first + 1;
        Arrived released = gap ? packet.followingGap() : packet;
        gap = false;
        return Optional.of(released);
    }

    /// A key picture that is whole is shown at once, and what is missing before it is of no use any more: libwebrtc's
    /// frame buffer hands out the first picture that can be decoded. Others wait for what they follow.
    ///
    /// Browsers do not ask for it any more. This one does: whether all was sent is what scenarios want to know.
    private void skipToKeyPicture() {
        long start = -1;
        Arrived before = null;
        for (Arrived packet : waiting.values()) {
            boolean goesOn = before != null
                    && packet.sequence() == before.sequence() + 1
                    && packet.timestamp() == before.timestamp();
            if (start < 0 || !goesOn) {
                start = beginsKeyPicture.test(packet) ? packet.sequence() : -1;
            }
            if (start >= 0 && packet.marker()) {
                skipTo(start);
                return;
            }
            before = packet;
        }
    }

    private void skipTo(long sequence) {
        waiting.headMap(sequence).clear();
        next = sequence;
        gap = true;
    }

    private boolean givenUp(long first, long nowNanos) {
        var holes = missing.subMap(next, first);
        if (holes.values().stream().anyMatch(hole -> nowNanos - hole.sinceNanos < giveUpNanos)) {
            return false;
        }
        holes.clear();
        lostForGood += first - next;
        gap = true;
        return true;
    }

    /// The sequence numbers to ask for now, ascending; each counts as a try.
    List<Long> holesToAsk(long nowNanos) {
        List<Long> asked = new ArrayList<>();
        missing.forEach((sequence, hole) -> {
            if (hole.askNanos <= nowNanos && hole.tries < NACK_TRIES) {
                hole.tries++;
                hole.askNanos = nowNanos + NACK_AGAIN_NANOS;
                asked.add(sequence);
            }
        });
        return asked;
    }

    /// When the holes before the first packet that waits are all too old.
    private long giveUpDeadline() {
        if (waiting.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return missing.subMap(next, waiting.firstKey()).values().stream()
                .mapToLong(hole -> hole.sinceNanos + giveUpNanos)
                .max()
                .orElse(Long.MAX_VALUE);
    }

    long deadline(long nowNanos) {
        if (!waiting.isEmpty() && !started) {
            return startNanos;
        }
        long deadline = Long.MAX_VALUE;
        for (Missing hole : missing.values()) {
            if (hole.tries < NACK_TRIES) {
                deadline = Math.min(deadline, hole.askNanos);
            }
        }
        return Math.max(Math.min(deadline, giveUpDeadline()), nowNanos + 1);
    }
}
