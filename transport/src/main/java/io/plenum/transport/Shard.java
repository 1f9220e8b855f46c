package io.plenum.transport;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.core.Relief;
import io.plenum.core.Sfu;
import io.plenum.core.SfuSnapshot;
import io.plenum.relay.RelayRing;
import io.plenum.stats.Counters;
import io.plenum.stats.Timings;
import io.plenum.transport.demux.BufferedRandom;
import io.plenum.transport.demux.SourceLimiter;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.dtls.DtlsSession;
import io.plenum.transport.dtls.Fingerprint;
import io.plenum.transport.ice.Candidates;
import io.plenum.transport.ice.Ice;
import io.plenum.transport.ice.IceSession;
import io.plenum.transport.loop.EventLoop;
import io.plenum.transport.loop.Precedence;
import io.plenum.transport.loop.TaskThread;
import io.plenum.transport.loop.TurnSpacing;
import io.plenum.transport.relay.RelayDoor;
import io.plenum.transport.udp.BindAddresses;
import io.plenum.transport.udp.SocketBuffers;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One thread with its UDP ports, its engine and its links. The door to it: every method may be called on any
/// thread but [#close()], which waits for the shard's.
public final class Shard implements AutoCloseable {
    private final DtlsIdentity identity;
    private final Timings timings = new Timings();
    private final AtomicLong refusedCommands = new AtomicLong();
    private final BufferedRandom random = new BufferedRandom();
    private final Routes routes = new Routes();
    private final TaskThread iceThread;
    private final EventLoop loop;
    private final Sfu sfu;
    private final List<InetSocketAddress> addresses;
    private final SocketBuffers buffers;
    private final List<String> candidates;
    private final LinkControl links;
    private final StunDesk stun;
    private final ShardWork work;
    private final int maxLinks;

    private Shard(
            ShardConfig config,
            DtlsIdentity identity,
            ShardListener listener,
            Counters counters,
            UdpPoller poller,
            List<UdpPort> ports) {
        this.identity = identity;
        ShardLimits limits = config.limits();
        maxLinks = limits.links();
        sfu = new Sfu(config.sfu(), counters);
        iceThread = new TaskThread(config.name() + "-ice");
        loop = new EventLoop(config.name(), poller, limits.queue(), timings, TurnSpacing.WHEN_BUSY);
        addresses = ports.stream().map(UdpPort::localAddress).toList();
        buffers = ports.stream().map(UdpPort::buffers).reduce(SocketBuffers.WANTED, SocketBuffers::least);
        candidates = Candidates.lines(addresses, config.publicAddress());
        links = new LinkControl(limits, listener, counters, timings, routes, ports, iceThread, config.crypto());
        SourceLimiter limiter = new SourceLimiter(limits.stunPerSecond(), limits.stunBurst(), random.nextLong());
        stun = new StunDesk(counters, routes, links, iceThread, limiter, sources(config.audience(), addresses), random);
        work = new ShardWork(sfu, listener, routes, links, stun, poller, refusedCommands, loop::now);
    }

    private static Set<InetAddress> sources(Audience audience, List<InetSocketAddress> own) {
        return switch (audience) {
            case ANYBODY -> Set.of();
            case THIS_MACHINE -> own.stream().map(InetSocketAddress::getAddress).collect(Collectors.toSet());
        };
    }

    /// Binds the ports and starts the thread. The first shard of a process waits for ICE to warm up.
    public static Shard start(ShardConfig config, DtlsIdentity identity, ShardListener listener) throws IOException {
        Ice.warmUp();
        Counters counters = new Counters();
        UdpPoller poller = config.udp().open(counters);
        try {
            List<UdpPort> ports = new ArrayList<>();
            for (InetSocketAddress address : BindAddresses.expand(config.bind())) {
                ports.add(poller.bind(address));
            }
            Shard shard = new Shard(config, identity, listener, counters, poller, List.copyOf(ports));
            shard.loop.post(Precedence::media);
            shard.loop.start(shard.work);
            return shard;
        } catch (IOException | RuntimeException e) {
            poller.close();
            throw e;
        }
    }

    /// Lets rooms span these shards. Each is known to the others by its place in the list.
    public static void connect(List<Shard> shards) {
        List<RelayDoor> doors = shards.stream().<RelayDoor>map(Door::new).toList();
        for (int index = 0; index < shards.size(); index++) {
            int number = index;
            Shard shard = shards.get(index);
            shard.loop.post(() -> shard.work.connect(number, doors));
        }
    }

    /// Sends nothing to other shards any more. They are closed one after the other, and must not be written to
    /// then.
    public void disconnect() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (loop.post(() -> {
            work.connect(0, List.of());
            done.complete(null);
        })) {
            done.join();
        }
    }

    /// What other shards may do with this one.
    private static final class Door implements RelayDoor {
        private final Shard shard;

        Door(Shard shard) {
            this.shard = shard;
        }

        @Override
        public boolean attach(int from, RelayRing ring) {
            return shard.loop.offer(() -> shard.work.relays().attached(from, ring));
        }

        @Override
        public boolean detach(RelayRing ring) {
            return shard.loop.offer(() -> shard.work.relays().detached(ring));
        }

        @Override
        public void wake() {
            shard.loop.wake();
        }
    }

    /// Opens a link for a peer: we are controlled in ICE, and the server in DTLS. Fails when the description is
    /// not acceptable, the peer has a link already, or with [ShardUnavailable].
    public CompletionStage<LocalDescription> open(PeerId peer, RemoteDescription remote) {
        CompletableFuture<LocalDescription> reply = new CompletableFuture<>();
        onIceThread(reply, () -> {
            PeerLink link = new PeerLink(peer, fingerprint(remote), random);
            LinkEvents events = new LinkEvents(link, loop, links, stun, work);
            DtlsSession dtls = new DtlsSession(identity, link.fingerprint(), false, iceThread, events);
            IceLeg leg = leg(link, events, remote);
            onShard(reply, leg, () -> {
                Exception refusal = links.refusal(peer);
                if (refusal == null) {
                    links.open(link, leg, dtls, loop.now());
                }
                return refusal;
            });
        });
        return reply;
    }

    /// A new ICE session for an open link (the peer restarted ICE); DTLS and SRTP go on. The old path stays in
    /// use until the new one is there. Fails when there is no such link, or the certificate has changed.
    public CompletionStage<LocalDescription> restart(PeerId peer, RemoteDescription remote) {
        CompletableFuture<LocalDescription> reply = new CompletableFuture<>();
        onLoop(reply, () -> {
            PeerLink link = links.link(peer);
            if (link == null) {
                fail(reply, new IllegalStateException(peer + " has no link"));
            } else {
                onIceThread(reply, () -> restart(link, remote, reply));
            }
        });
        return reply;
    }

    private void restart(PeerLink link, RemoteDescription remote, CompletableFuture<LocalDescription> reply)
            throws IOException {
        if (!fingerprint(remote).equals(link.fingerprint())) {
            throw new IllegalArgumentException("an ICE restart must keep the certificate");
        }
        IceLeg leg = leg(link, new LinkEvents(link, loop, links, stun, work), remote);
        onShard(reply, leg, () -> {
            if (link.ended()) {
                return new IllegalStateException(link.peer() + " has no link");
            }
            links.restart(link, leg, loop.now());
            return null;
        });
    }

    private static Fingerprint fingerprint(RemoteDescription remote) {
        return Fingerprint.parse(remote.fingerprintAlgorithm(), remote.fingerprint());
    }

    private IceLeg leg(PeerLink link, LinkEvents events, RemoteDescription remote) throws IOException {
        remote.check();
        return new IceLeg(link, new IceSession(addresses, remote.ufrag(), remote.password(), events), remote);
    }

    /// Installs a leg on the shard and answers.
    ///
    /// @param install returns why not, or null
    private void onShard(CompletableFuture<LocalDescription> reply, IceLeg leg, Supplier<@Nullable Exception> install) {
        onLoop(reply, () -> {
            Exception refusal = install.get();
            if (refusal == null) {
                answer(() -> reply.complete(
                        new LocalDescription(leg.ufrag(), leg.password(), identity.fingerprint(), candidates)));
            } else {
                IceSession unused = leg.settle();
                if (unused != null) {
                    answer(unused::close);
                }
                fail(reply, refusal);
            }
        });
    }

    private void onLoop(CompletableFuture<LocalDescription> reply, Runnable task) {
        if (!loop.post(task)) {
            fail(reply, ShardUnavailable.closed());
        }
    }

    private void onIceThread(CompletableFuture<LocalDescription> reply, IceTask task) {
        try {
            iceThread.execute(() -> {
                try {
                    task.run();
                } catch (IOException | RuntimeException e) {
                    fail(reply, e);
                }
            });
        } catch (RejectedExecutionException e) {
            fail(
                    reply,
                    new ShardUnavailable(
                            ShardUnavailable.Reason.BUSY, "the shard is closed or has too many links to open at once"));
        }
    }

    @FunctionalInterface
    private interface IceTask {
        void run() throws IOException;
    }

    private static void fail(CompletableFuture<?> reply, Exception reason) {
        answer(() -> reply.completeExceptionally(reason));
    }

    /// What the caller has chained to a reply is not run on our threads.
    private static void answer(Runnable task) {
        Thread.startVirtualThread(task);
    }

    /// Hands a command to the engine; false when it is lost, which is counted. Commands of one thread arrive in
    /// order.
    ///
    /// A view is refused when the queue is nearly full: the next one replaces it. All others are facts (without
    /// its leave a participant would stay for ever, without its mute it would be heard): they wait for the
    /// loop, and are lost only when it has ended.
    public boolean command(Command command) {
        Runnable task = () -> sfu.command(command, loop.now());
        boolean replaceable = command instanceof Command.View;
        boolean queued = replaceable ? loop.offer(task) : loop.post(task);
        if (!queued) {
            refusedCommands.incrementAndGet();
        }
        return queued;
    }

    /// Closes a peer's link, saying goodbye; nothing happens when there is none.
    public void close(PeerId peer) {
        loop.post(() -> {
            PeerLink link = links.link(peer);
            if (link != null) {
                links.guarded(link, () -> links.end(link, LinkState.CLOSED, "closed"));
            }
        });
    }

    public List<InetSocketAddress> localAddresses() {
        return addresses;
    }

    /// What the kernel grants each of its ports at least.
    public SocketBuffers socketBuffers() {
        return buffers;
    }

    /// How many links are open.
    public int links() {
        return links.size();
    }

    /// How much of what it can do the shard does, 0 to 1: by the time that its thread works, or by the links
    /// that it holds, whichever is more.
    public double load() {
        return Math.max(loop.busy(), (double) links.size() / maxLinks);
    }

    /// How many packets hold something, as of a moment ago.
    public int packetsInUse() {
        return work.packetsInUse();
    }

    /// What everybody on it goes without, because it has too much to do.
    public Relief relief() {
        return work.relief();
    }

    /// How many entries the routing tables hold, as of a moment ago: none when everybody has left.
    public int routes() {
        return work.routes();
    }

    /// What the engine holds. Fails when the shard is closed, or too busy for questions.
    public CompletionStage<SfuSnapshot> snapshot() {
        return ask(sfu::snapshot);
    }

    /// What these subscribers get, and why; those who are not here are left out. Fails when the shard is closed, or too
    /// busy for questions.
    public CompletionStage<Map<PeerId, Quality>> quality(List<PeerId> subscribers) {
        List<PeerId> asked = List.copyOf(subscribers);
        return ask(() -> {
            Map<PeerId, Quality> found = new HashMap<>();
            asked.forEach(peer -> sfu.quality(peer, loop.now()).ifPresent(quality -> found.put(peer, quality)));
            return found;
        });
    }

    /// Asks the engine something on the shard's thread. A question is refused when the queue is nearly full: it can be
    /// asked again.
    private <T> CompletionStage<T> ask(Supplier<T> question) {
        CompletableFuture<T> reply = new CompletableFuture<>();
        Runnable task = () -> {
            try {
                T found = question.get();
                answer(() -> reply.complete(found));
            } catch (RuntimeException bug) {
                fail(reply, bug);
            }
        };
        if (!loop.offer(task)) {
            fail(reply, new IllegalStateException("the shard is closed or too busy"));
        }
        return reply;
    }

    public Counters counters() {
        return sfu.counters();
    }

    public Timings timings() {
        return timings;
    }

    /// Closes all links, saying goodbye, then the ports. Not on the shard's own thread.
    @Override
    public void close() {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        boolean posted = loop.post(() -> {
            links.endAll();
            ended.complete(null);
        });
        if (posted) {
            ended.join();
        }
        iceThread.close(); // its last tasks are the goodbyes, which the loop still sends
        loop.close();
    }
}
