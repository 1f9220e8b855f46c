package io.plenum.loadtest.media;

import io.plenum.core.MediaKind;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Who of a test is or was in one room, and what they send: what each of them may get, and what should
/// come. Used by all loops.
public final class Roster {
    /// No two of a process are the same, so that another room's packet shows.
    private static final AtomicInteger LAST_SOURCE = new AtomicInteger();

    /// Of all of them. Whoever has left is a number here and no more: a test of hours has thousands of guests.
    private final Set<Integer> sources = ConcurrentHashMap.newKeySet();

    /// Those of them who send now: among a thousand who watch they are few.
    private final Set<Member> senders = ConcurrentHashMap.newKeySet();

    public Member enter() {
        Member member = new Member(LAST_SOURCE.incrementAndGet());
        sources.add(member.source);
        return member;
    }

    /// One of them. Times are on the clock of [System#nanoTime()].
    public final class Member {
        private final int source;
        /// Since when there are packets, and since when something to hear or see is in them.
        private final Map<MediaKind, Long> publishes = new ConcurrentHashMap<>();

        private final Map<MediaKind, Long> plays = new ConcurrentHashMap<>();

        private Member(int source) {
            this.source = source;
        }

        /// What its packets' seals say.
        public int source() {
            return source;
        }

        /// From now on there are packets of these kinds.
        public void begins(Set<MediaKind> kinds, long nowNanos) {
            kinds.forEach(kind -> publishes.put(kind, nowNanos));
            if (!kinds.isEmpty()) {
                senders.add(this);
            }
        }

        /// Whether there is something to hear or see: not while it is silent, or has switched its
        /// camera off.
        public void plays(MediaKind kind, boolean now, long nowNanos) {
            if (now) {
                plays.putIfAbsent(kind, nowNanos);
            } else {
                plays.remove(kind);
            }
        }

        /// It sends nothing any more; what is under way may still arrive.
        public void ends() {
            senders.remove(this);
            publishes.clear();
            plays.clear();
        }

        /// Whether its packets may reach this one: those of others who are in the room, or were.
        boolean mayGet(int from) {
            return from != source && sources.contains(from);
        }

        /// Whether somebody else has been publishing something of these kinds for so long.
        public boolean isOffered(Set<MediaKind> kinds, long nanos, long nowNanos) {
            return senders.stream()
                    .filter(other -> other != this)
                    .anyMatch(other ->
                            kinds.stream().anyMatch(kind -> isLong(other.publishes.get(kind), nanos, nowNanos)));
        }

        /// How many others have been playing something of this kind for so long, counted up to as many
        /// as are of interest.
        int offered(MediaKind kind, long nanos, int most, long nowNanos) {
            return (int) senders.stream()
                    .filter(other -> other != this && isLong(other.plays.get(kind), nanos, nowNanos))
                    .limit(most)
                    .count();
        }

        private static boolean isLong(@Nullable Long since, long nanos, long nowNanos) {
            return since != null && nowNanos - since >= nanos;
        }
    }
}
