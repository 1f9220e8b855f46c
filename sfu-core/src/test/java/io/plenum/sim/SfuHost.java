package io.plenum.sim;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.PeerId;
import io.plenum.core.Sfu;
import io.plenum.memory.Packet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;

/// Runs the engine as a shard does: drains it after every mutation, and calls `advance` at the deadline it
/// returned and at no other time.
final class SfuHost implements Output {
    /// A drain that asks to be called again at once, this often in a row, will do so forever.
    private static final int MAX_TURNS_AT_ONCE = 10_000;

    /// A shard tells it once a turn.
    private static final long SCAN_NANOS = 20_000_000;

    private final Simulation simulation;
    private final Sfu sfu;
    private final int shard;
    private final Shards shards;
    private final Simulation.Timer timer;
    private final Simulation.Timer scan;
    private final Map<PeerId, Wire> downlinks = new HashMap<>();
    private final Consumer<Event> events;
    private final byte[] datagram = new byte[Packet.CAPACITY];
    private final Random random;
    private int percentBehind;
    private long mostLate;
    private long leavesNanos;
    private long lastTurnNanos = -1;
    private int turnsAtOnce;

    SfuHost(Simulation simulation, Sfu sfu, int shard, Shards shards, Consumer<Event> events) {
        this.simulation = simulation;
        this.sfu = sfu;
        this.shard = shard;
        this.shards = shards;
        this.events = events;
        this.timer = simulation.timer(this::turn);
        this.scan = simulation.timer(this::scan);
        this.random = simulation.random("host " + shard);
    }

    void attach(PeerId peer, Wire downlink) {
        downlinks.put(peer, downlink);
    }

    /// From now on what a turn sends leaves up to so much later: others have the processor meanwhile.
    void late(long mostNanos) {
        mostLate = mostNanos;
    }

    /// From now on so much of what may wait does.
    void behind(int percent) {
        percentBehind = percent;
        scan();
    }

    private void scan() {
        sfu.behind(percentBehind, simulation.nowNanos());
        drain();
        scan.set(simulation.nowNanos() + SCAN_NANOS);
    }

    void detach(PeerId peer) {
        downlinks.remove(peer);
    }

    Sfu sfu() {
        return sfu;
    }

    int shard() {
        return shard;
    }

    /// A command for a participant whose link is here.
    void command(Command command) {
        shards.command(shard, command);
    }

    /// A command for the engine, wherever the link of whom it is about is.
    void tell(Command command) {
        sfu.command(command, simulation.nowNanos());
        drain();
    }

    Packet take() {
        return Objects.requireNonNull(sfu.pool().take(), "the packet pool is empty");
    }

    void relayed(int from, Packet packet) {
        sfu.receiveRelayed(from, packet, simulation.nowNanos());
    }

    @Override
    public int relay(int to, byte[] bytes, int offset, int length, boolean urgent) {
        return shards.relay(shard, to, bytes, offset, length, urgent);
    }

    void receive(PeerId from, byte[] bytes) {
        receive(from, bytes, bytes.length);
    }

    void receive(PeerId from, byte[] bytes, int length) {
        take(from, bytes, length);
        drain();
    }

    /// One of several that came at once: they are worked off together with the next [#drain], as a shard does it.
    void take(PeerId from, byte[] bytes, int length) {
        Packet packet = take();
        System.arraycopy(bytes, 0, packet.bytes(), 0, length);
        packet.length(length);
        sfu.receive(from, packet, simulation.nowNanos());
    }

    private void turn() {
        turnsAtOnce = simulation.nowNanos() == lastTurnNanos ? turnsAtOnce + 1 : 0;
        lastTurnNanos = simulation.nowNanos();
        if (turnsAtOnce > MAX_TURNS_AT_ONCE) {
            throw new AssertionError("the engine's deadline stays in the past");
        }
        sfu.advance(simulation.nowNanos());
        drain();
    }

    void drain() {
        long late = mostLate == 0 ? 0 : random.nextLong(mostLate);
        leavesNanos = Math.max(leavesNanos, simulation.nowNanos() + late);
        timer.set(sfu.drain(this, simulation.nowNanos()));
    }

    /// Packets for somebody who has left are the engine's mistake.
    @Override
    public long rtp(PeerId to, OutboundRtp packet) {
        int length = packet.copyTo(datagram, 0);
        send(wire(to), length);
        return leavesNanos;
    }

    @Override
    public void rtcp(PeerId to, byte[] bytes, int offset, int length) {
        System.arraycopy(bytes, offset, datagram, 0, length);
        send(wire(to), length);
    }

    private void send(Wire wire, int length) {
        if (leavesNanos == simulation.nowNanos()) {
            wire.send(datagram, length);
        } else {
            byte[] copy = Arrays.copyOf(datagram, length);
            simulation.at(leavesNanos, () -> wire.send(copy, length));
        }
    }

    private Wire wire(PeerId to) {
        return Objects.requireNonNull(downlinks.get(to), () -> "output for " + to + ", which is not here");
    }

    @Override
    public void event(Event event) {
        events.accept(event);
    }
}
