package io.plenum.sim;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.memory.Packet;
import io.plenum.relay.RelayRing;
import io.plenum.stats.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;

/// The shards that one room is spread over, joined by real rings, and what signaling does about them: everybody
/// is on each shard that has participants of its own.
final class Shards {
    /// Waking another thread takes about so long.
    private static final long WAKE_NANOS = 50_000;

    private final Simulation simulation;
    private final List<SfuHost> hosts = new ArrayList<>();
    private final Map<Integer, RelayRing> rings = new HashMap<>();
    private final List<Long> delays = new ArrayList<>();
    private final Map<PeerId, Present> present = new LinkedHashMap<>();

    /// Somebody who is in the room, and what it publishes.
    private record Present(int home, Command.Join join, Map<TrackId, TrackSpec> tracks) {}

    /// No others: there is nobody to tell anything.
    Shards(Simulation simulation) {
        this.simulation = simulation;
    }

    Shards(Simulation simulation, int count, SfuConfig config, BiConsumer<Integer, Event> events) {
        this(simulation);
        for (int index = 0; index < count; index++) {
            int shard = index;
            Sfu sfu = new Sfu(config, new Counters());
            hosts.add(new SfuHost(simulation, sfu, shard, this, event -> events.accept(shard, event)));
            delays.add(WAKE_NANOS);
        }
    }

    List<SfuHost> hosts() {
        return hosts;
    }

    /// From now on a shard looks only so long after something has come for it.
    void slow(int shard, long nanos) {
        delays.set(shard, nanos);
    }

    // --- what signaling does ---

    /// A command for a participant's own shard has been given to it: now the others.
    void commanded(int home, Command command) {
        switch (command) {
            case Command.Join join -> joined(home, join);
            case Command.Publish publish -> {
                if (of(publish.peer()).tracks().isEmpty()) {
                    toMirrors(home, mirrorOf(of(publish.peer())));
                }
                of(publish.peer()).tracks().put(publish.track().id(), publish.track());
                toMirrors(home, command);
            }
            case Command.Unpublish unpublish -> {
                of(unpublish.peer()).tracks().remove(unpublish.track());
                toMirrors(home, command);
            }
            case Command.Mute mute -> {
                of(mute.peer()).tracks().computeIfPresent(mute.track(), (id, track) -> track.withMuted(mute.muted()));
                toMirrors(home, command);
            }
            case Command.Leave leave -> left(home, leave);
            case Command.Connected connected -> {}
            case Command.OpenSlots slots -> {}
            case Command.View view -> {}
            case Command.JoinMirror mirror -> throw new IllegalArgumentException("nobody's own: " + mirror);
        }
    }

    private void joined(int home, Command.Join join) {
        boolean first = !isLive(home);
        present.forEach((peer, other) -> {
            if (first && !other.tracks().isEmpty()) {
                hosts.get(home).mirror(mirrorOf(other));
                other.tracks().values().forEach(track -> hosts.get(home).mirror(new Command.Publish(peer, track)));
            }
        });
        present.put(join.peer(), new Present(home, join, new LinkedHashMap<>()));
    }

    private void left(int home, Command.Leave leave) {
        if (present.remove(leave.peer()) == null) {
            return;
        }
        for (SfuHost host : hosts) {
            if (host.shard() != home) {
                host.mirror(leave);
            }
        }
        if (!isLive(home)) {
            present.keySet().forEach(peer -> hosts.get(home).mirror(new Command.Leave(peer)));
        }
    }

    private static Command mirrorOf(Present other) {
        Command.Join join = other.join();
        return new Command.JoinMirror(join.room(), join.peer(), join.csrc(), other.home());
    }

    private Present of(PeerId peer) {
        return Objects.requireNonNull(present.get(peer), () -> peer + " has not joined");
    }

    private boolean isLive(int shard) {
        return present.values().stream().anyMatch(other -> other.home() == shard);
    }

    private void toMirrors(int home, Command command) {
        for (SfuHost host : hosts) {
            if (host.shard() != home && isLive(host.shard())) {
                host.mirror(command);
            }
        }
    }

    // --- what the transport does ---

    int relay(int from, int to, byte[] bytes, int offset, int length, boolean urgent) {
        RelayRing ring = rings.computeIfAbsent(from * hosts.size() + to, key -> new RelayRing());
        boolean wakes = !ring.hasUnread();
        int load = ring.offer(bytes, offset, length, urgent, simulation.nowNanos());
        if (wakes) {
            simulation.at(simulation.nowNanos() + delays.get(to), () -> read(ring, from, to));
        }
        return load;
    }

    private void read(RelayRing ring, int from, int to) {
        SfuHost host = hosts.get(to);
        long until = ring.written();
        while (ring.hasNext(until)) {
            Packet packet = host.take();
            packet.length(ring.poll(packet.bytes()));
            host.relayed(from, packet);
        }
        host.drain();
    }
}
