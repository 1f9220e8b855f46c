package io.plenum.transport.relay;

import io.plenum.core.Sfu;
import io.plenum.memory.Packet;
import io.plenum.relay.RelayRing;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One shard's end of the ways to the others. A way is made when something is to go, and given back when
/// nothing has gone for a while. Owned by the shard; what comes from other threads comes through its queue.
public final class RelayDesk {
    /// Engines that share a room say something to each other every second.
    static final long IDLE_NANOS = 10_000_000_000L;

    private final Sfu sfu;
    private final Counters counters;
    private final List<Outgoing> outgoing = new ArrayList<>();
    private final List<Incoming> incoming = new ArrayList<>();
    private int nextWay;

    private record Incoming(int from, RelayRing ring) {}

    private static final class Outgoing {
        private final RelayDoor door;
        private @Nullable RelayRing ring;
        private long usedNanos;
        private boolean written;

        Outgoing(RelayDoor door) {
            this.door = door;
        }
    }

    public RelayDesk(Sfu sfu) {
        this.sfu = sfu;
        this.counters = sfu.counters();
    }

    /// All shards of the process, this one included, by their numbers.
    public void connect(List<RelayDoor> doors) {
        outgoing.clear();
        doors.forEach(door -> outgoing.add(new Outgoing(door)));
    }

    /// See [io.plenum.core.Output#relay].
    ///
    /// @param from the number of this shard
    public int send(int from, int to, byte[] bytes, int offset, int length, boolean urgent, long nowNanos) {
        if (to >= outgoing.size()) {
            return RelayRing.REFUSED;
        }
        Outgoing way = outgoing.get(to);
        RelayRing ring = way.ring == null ? open(from, way) : way.ring;
        if (ring == null) {
            return RelayRing.REFUSED;
        }
        way.usedNanos = nowNanos;
        way.written = true;
        return ring.offer(bytes, offset, length, urgent, nowNanos);
    }

    private static @Nullable RelayRing open(int from, Outgoing way) {
        RelayRing fresh = new RelayRing();
        way.ring = way.door.attach(from, fresh) ? fresh : null;
        return way.ring;
    }

    /// At the end of a turn: whoever has something to read is woken, once.
    public void flush() {
        for (int i = 0; i < outgoing.size(); i++) {
            Outgoing way = outgoing.get(i);
            if (way.written) {
                way.written = false;
                if (way.ring != null && way.ring.hasUnread()) {
                    way.door.wake();
                }
            }
        }
    }

    /// Gives back the ways on which nothing goes any more.
    public void scan(long nowNanos) {
        for (Outgoing way : outgoing) {
            RelayRing ring = way.ring;
            if (ring != null && nowNanos - way.usedNanos >= IDLE_NANOS && way.door.detach(ring)) {
                way.ring = null;
            }
        }
    }

    /// Another shard begins to write.
    public void attached(int from, RelayRing ring) {
        incoming.add(new Incoming(from, ring));
    }

    /// It has stopped, and what it wrote has been read or is of no use.
    public void detached(RelayRing ring) {
        incoming.removeIf(way -> way.ring() == ring);
    }

    /// Gives the engine what has come, but no more than some: timers and this shard's own participants do not wait for
    /// what gathered while it could not look. The next turn begins behind the last ring that was read; what comes
    /// meanwhile is left to it as well.
    ///
    /// @return true when something may be left
    public boolean receive(int most, long nowNanos) {
        int ways = incoming.size();
        int budget = most;
        boolean more = false;
        for (int i = 0; i < ways; i++) {
            if (budget == 0) {
                return true;
            }
            Incoming way = incoming.get(Math.floorMod(nextWay++, ways));
            long until = way.ring().written();
            budget -= receive(way, until, budget, nowNanos);
            more |= way.ring().hasNext(until);
        }
        return more;
    }

    /// Returns how many.
    private int receive(Incoming way, long until, int most, long nowNanos) {
        RelayRing ring = way.ring();
        int count = 0;
        for (; count < most && ring.hasNext(until); count++) {
            Packet packet = sfu.pool().take();
            if (packet == null) {
                ring.skip();
                counters.drop(DropReason.NO_PACKET_MEMORY);
            } else {
                packet.length(ring.poll(packet.bytes()));
                sfu.receiveRelayed(way.from(), packet, nowNanos);
            }
        }
        return count;
    }

    /// How many rings there are to and from this shard.
    public int ways() {
        int open = incoming.size();
        for (Outgoing way : outgoing) {
            open += way.ring == null ? 0 : 1;
        }
        return open;
    }
}
