package io.plenum.room;

import io.plenum.core.LinkLimit;
import io.plenum.core.MediaKind;
import io.plenum.memory.TimerQueue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When a subscriber is to be told that its quality changed: what it sees in a slot, or why, or the limit of its link.
final class QualityWatch {
    /// Faster changes nobody can follow; those that are undone within it nobody needs to.
    private static final long INTERVAL_NANOS = 500_000_000L;

    private @Nullable LinkLimit toldLimit;
    private long lookedNanos = Long.MIN_VALUE / 2;
    private long nextNanos = TimerQueue.NEVER;

    /// Something may have changed: it is worth looking.
    void look(long nowNanos) {
        if (nextNanos == TimerQueue.NEVER) {
            nextNanos = Math.max(nowNanos, lookedNanos + INTERVAL_NANOS);
        }
    }

    /// True when there is something to tell, now that it is time to look; it counts as told.
    boolean tells(List<Slot> slots, LinkLimit limit, long nowNanos) {
        lookedNanos = nowNanos;
        nextNanos = TimerQueue.NEVER;
        boolean news = limit != toldLimit;
        toldLimit = limit;
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            boolean told = slot.spec().kind() == MediaKind.VIDEO; // another voice is no other picture
            news |= told && slot.choice().takeNews();
        }
        return news;
    }

    long deadline() {
        return nextNanos;
    }
}
