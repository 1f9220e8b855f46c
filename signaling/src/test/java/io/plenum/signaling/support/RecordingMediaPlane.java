package io.plenum.signaling.support;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.MediaReports;
import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.media.RemoteTransport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/// A media path of two shards that writes down what it is asked, and reports what a test tells it to.
public final class RecordingMediaPlane implements MediaPlane {
    private final MediaReports reports = new MediaReports();
    private final List<Command> commands = new ArrayList<>();
    private final Set<PeerId> open = new LinkedHashSet<>();
    private final List<PeerId> restarted = new ArrayList<>();
    private final List<PeerId> closed = new ArrayList<>();
    private final Map<PeerId, Quality> qualities = new HashMap<>();
    private CompletableFuture<Boolean> gate = CompletableFuture.completedFuture(true);
    private final List<Integer> shardsUsed = new ArrayList<>();
    private final double[] loads = new double[2];
    private int transports;

    public MediaReports reports() {
        return reports;
    }

    @Override
    public int shards() {
        return loads.length;
    }

    @Override
    public synchronized double load(int shard) {
        return loads[shard];
    }

    /// From now on a shard is so busy.
    public synchronized void load(int shard, double load) {
        loads[shard] = load;
    }

    @Override
    public synchronized CompletionStage<LocalTransport> open(int shard, PeerId peer, RemoteTransport remote) {
        shardsUsed.add(shard);
        return gate.thenApply(opened -> add(peer));
    }

    private synchronized LocalTransport add(PeerId peer) {
        open.add(peer);
        notifyAll();
        return transport();
    }

    @Override
    public synchronized CompletionStage<LocalTransport> restart(int shard, PeerId peer, RemoteTransport remote) {
        restarted.add(peer);
        return gate.thenApply(opened -> transport());
    }

    private synchronized LocalTransport transport() {
        transports++;
        return new LocalTransport(
                "ufrag" + transports,
                "passwordpasswordpassword" + transports,
                String.join(":", Collections.nCopies(32, "AB")),
                List.of("1 1 udp 2130706431 192.0.2.1 10000 typ host"));
    }

    @Override
    public synchronized void command(int shard, Command command) {
        commands.add(command);
        notifyAll();
    }

    @Override
    public synchronized CompletionStage<Map<PeerId, Quality>> quality(int shard, List<PeerId> peers) {
        return gate.thenApply(open -> only(peers));
    }

    private synchronized Map<PeerId, Quality> only(List<PeerId> peers) {
        Map<PeerId, Quality> asked = new HashMap<>(qualities);
        asked.keySet().retainAll(peers);
        return asked;
    }

    /// From now on this is what a subscriber gets.
    public synchronized void quality(PeerId peer, Quality quality) {
        qualities.put(peer, quality);
    }

    @Override
    public synchronized void close(int shard, PeerId peer) {
        open.remove(peer);
        closed.add(peer);
        notifyAll();
    }

    /// Transports asked for from now on come when `release` is called.
    public synchronized void hold() {
        gate = new CompletableFuture<>();
    }

    public void release() {
        CompletableFuture<Boolean> held;
        synchronized (this) {
            held = gate;
        }
        held.complete(true);
    }

    /// Transports asked for from now on fail.
    public synchronized void breakDown() {
        gate = CompletableFuture.failedFuture(new IllegalStateException("no memory for transports"));
    }

    /// Transports asked for from now on are refused, as by a shard that has no more of them. The failure comes wrapped,
    /// as it does from a stage that depends on another.
    public synchronized void refuse(MediaUnavailable.Reason reason) {
        gate = CompletableFuture.failedFuture(new MediaUnavailable(reason));
    }

    /// Transports come again at once.
    public synchronized void repair() {
        gate = CompletableFuture.completedFuture(true);
    }

    public void link(PeerId peer, LinkState state) {
        reports.link(peer, state);
    }

    public void event(Event event) {
        for (int shard = 0; shard < shards(); shard++) {
            reports.event(shard, event);
        }
    }

    public synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    public synchronized <T extends Command> List<T> commands(Class<T> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public synchronized List<PeerId> openTransports() {
        return List.copyOf(open);
    }

    /// The shard of each transport, in the order in which they were asked for.
    public synchronized List<Integer> shardsUsed() {
        return List.copyOf(shardsUsed);
    }

    public synchronized List<PeerId> restarted() {
        return List.copyOf(restarted);
    }

    public synchronized List<PeerId> closed() {
        return List.copyOf(closed);
    }

    /// Waits until the record looks as described; fails after a time that only a bug needs.
    public synchronized void await(Predicate<RecordingMediaPlane> condition) throws InterruptedException {
        long deadline = System.nanoTime() + Patience.NANOS;
        while (!condition.test(this)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new AssertionError("not seen in time; commands: " + commands + ", open: " + open);
            }
            wait(left);
        }
    }
}
