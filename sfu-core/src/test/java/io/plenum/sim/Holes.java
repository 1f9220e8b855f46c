package io.plenum.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the server sent in one slot, by sequence number: each number that it left out must be of a packet that its
/// publisher's network lost for good.
final class Holes {
    /// A picture that was captured a little after the one behind the hole may have been lost before that was sent on.
    private static final long SLACK_NANOS = Times.millis(100);

    private final TreeMap<Long, Optional<MediaStamp>> row = new TreeMap<>();

    /// What never arrived of a track's encoding.
    interface Losses {
        long count(long track, int encoding, long fromNanos, long toNanos);
    }

    void sent(long sequence, byte[] payload) {
        row.putIfAbsent(sequence, MediaStamp.find(payload, 0, payload.length));
    }

    /// Empty when all are explained.
    List<String> unexplained(Losses losses) {
        List<String> found = new ArrayList<>();
        long expected = row.isEmpty() ? 0 : row.firstKey();
        for (long sequence : row.keySet()) {
            if (sequence > expected && sequence - expected > lost(expected, sequence, losses)) {
                found.add(expected + " to " + (sequence - 1) + ", between " + before(expected) + " and "
                        + after(sequence));
            }
            expected = sequence + 1;
        }
        return found;
    }

    private long lost(long from, long to, Losses losses) {
        Optional<MediaStamp> before = before(from);
        Optional<MediaStamp> after = after(to);
        long fromNanos = before.map(MediaStamp::captureNanos).orElse(0L);
        long toNanos = after.map(MediaStamp::captureNanos).orElse(Long.MAX_VALUE / 2) + SLACK_NANOS;
        long lost = before.map(stamp -> losses.count(stamp.track(), stamp.encoding(), fromNanos, toNanos))
                .orElse(0L);
        boolean another = after.isPresent()
                && before.filter(stamp -> stamp.track() == after.get().track()
                                && stamp.encoding() == after.get().encoding())
                        .isEmpty();
        return another ? lost + losses.count(after.get().track(), after.get().encoding(), fromNanos, toNanos) : lost;
    }

    private Optional<MediaStamp> before(long sequence) {
        return nearest(row.headMap(sequence, false).descendingMap());
    }

    private Optional<MediaStamp> after(long sequence) {
        return nearest(row.tailMap(sequence, true));
    }

    private static Optional<MediaStamp> nearest(Map<Long, Optional<MediaStamp>> inOrder) {
        return inOrder.values().stream().flatMap(Optional::stream).findFirst();
    }
}
