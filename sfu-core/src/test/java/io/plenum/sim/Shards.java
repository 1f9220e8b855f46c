package io.plenum.sim;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.Introductions;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.memory.Packet;
import io.plenum.relay.RelayRing;
import io.plenum.stats.Counters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// The shards that one room is spread over, joined by real rings, and told of its people as signaling tells them.
final class Shards {
    /// Waking another thread takes about so long.
    private static final long WAKE_NANOS = 50_000;

    private final Simulation simulation;
    private final List<SfuHost> hosts = new ArrayList<>();
    private final Map<Integer, RelayRing> rings = new HashMap<>();
    private final List<Long> delays = new ArrayList<>();
    private final Introductions introductions =
            new Introductions((shard, command) -> hosts.get(shard).tell(command));

    private Shards(Simulation simulation) {
        this.simulation = simulation;
    }

    /// The only shard there is.
    static SfuHost alone(Simulation simulation, Sfu sfu, Consumer<Event> events) {
        return new Shards(simulation).add(sfu, events);
    }

    Shards(Simulation simulation, int count, SfuConfig config, BiConsumer<Integer, Event> events) {
        this(simulation);
        for (int index = 0; index < count; index++) {
            int shard = index;
            add(new Sfu(config, new Counters()), event -> events.accept(shard, event));
        }
    }

    private SfuHost add(Sfu sfu, Consumer<Event> events) {
        SfuHost host = new SfuHost(simulation, sfu, hosts.size(), this, events);
        hosts.add(host);
        delays.add(WAKE_NANOS);
        return host;
    }

    List<SfuHost> hosts() {
        return hosts;
    }

    /// From now on a shard looks only so long after something has come for it.
    void slow(int shard, long nanos) {
        delays.set(shard, nanos);
    }

    /// What signaling does with a command for a participant whose link is on a shard.
    void command(int home, Command command) {
        introductions.command(home, command);
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
