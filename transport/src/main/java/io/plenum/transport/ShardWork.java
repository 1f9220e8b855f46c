package io.plenum.transport;

import io.plenum.core.Event;
import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.PeerId;
import io.plenum.core.Relief;
import io.plenum.core.Sfu;
import io.plenum.memory.Packet;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.transport.demux.DatagramKind;
import io.plenum.transport.demux.RateLimit;
import io.plenum.transport.loop.LoopWork;
import io.plenum.transport.relay.RelayDesk;
import io.plenum.transport.relay.RelayDoor;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import io.plenum.transport.udp.ReceiveBatch;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPort;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A shard's turn: read, decrypt, let the engine work, encrypt, write. Owned by the shard.
final class ShardWork implements LoopWork, Output {
    private static final System.Logger LOG = System.getLogger(ShardWork.class.getName());

    /// Liveness and consent are matters of seconds.
    private static final long SCAN_NANOS = 250_000_000L;

    /// After a failure of the engine, so that one that fails each time does not take the whole thread.
    private static final long RETRY_NANOS = 10_000_000L;

    /// Whoever finds a bug can meet it with every datagram: enough to see it, too little to fill a disk.
    private static final int FAILURES_LOGGED_PER_SECOND = 1;

    private static final int FAILURES_LOGGED_AT_ONCE = 10;

    private final Sfu sfu;
    private final Counters counters;
    private final ShardListener listener;
    private final Routes routes;
    private final LinkControl links;
    private final StunDesk stun;
    private final UdpPoller poller;
    private final ReceiveBatch batch;
    private final AtomicLong refusedCommands;
    private final RelayDesk relays;
    private final LongSupplier clock;
    private final Backlog backlog = new Backlog();
    private final byte[] sendBuffer = new byte[Packet.CAPACITY];
    private final RateLimit failureLog = new RateLimit(FAILURES_LOGGED_PER_SECOND, FAILURES_LOGGED_AT_ONCE);
    private @Nullable PeerLink lastTo;
    private int nextPort;
    private int shardNumber;
    private long turnNanos;
    /// When what is written now leaves. Read anew for each link that is written to: with a hundred of them,
    /// and others who want the processor, the last one's packets go out tens of milliseconds after the turn
    /// began.
    private long leavesNanos;
    private long engineDeadline = Long.MAX_VALUE;
    private long scanDeadline;
    private volatile int packetsInUse;
    private volatile int routeCount;
    private volatile Relief relief = Relief.NONE;

    /// @param clock of the turns' times
    ShardWork(
            Sfu sfu,
            ShardListener listener,
            Routes routes,
            LinkControl links,
            StunDesk stun,
            UdpPoller poller,
            AtomicLong refusedCommands,
            LongSupplier clock) {
        this.sfu = sfu;
        this.counters = sfu.counters();
        this.listener = listener;
        this.routes = routes;
        this.links = links;
        this.stun = stun;
        this.poller = poller;
        this.batch = new ReceiveBatch(sfu.pool(), counters);
        this.refusedCommands = refusedCommands;
        this.relays = new RelayDesk(sfu);
        this.clock = clock;
    }

    RelayDesk relays() {
        return relays;
    }

    /// From now on other shards can be relayed to.
    ///
    /// @param number of this shard among them
    void connect(int number, List<RelayDoor> doors) {
        shardNumber = number;
        relays.connect(doors);
    }

    @Override
    public long turn(List<UdpPort> ready, long nowNanos) {
        boolean more = readSome(ready, nowNanos);
        turnNanos = nowNanos;
        leavesNanos = nowNanos;
        more |= relays.receive(ReceiveBatch.CAPACITY, nowNanos);
        if (nowNanos >= scanDeadline) {
            links.scan(nowNanos);
            relays.scan(nowNanos);
            poller.countOverflow();
            counters.add(Counter.COMMAND_QUEUE_FULL, refusedCommands.getAndSet(0));
            packetsInUse = sfu.pool().inUse();
            routeCount = routes.size();
            scanDeadline = nowNanos + SCAN_NANOS;
        }
        engineDeadline = runEngine(nowNanos);
        relays.flush();
        backlog.turned(more, nowNanos, clock.getAsLong());
        return more ? nowNanos : Math.min(engineDeadline, scanDeadline);
    }

    /// A recent value. Readable from any thread.
    int packetsInUse() {
        return packetsInUse;
    }

    int routes() {
        return routeCount;
    }

    /// What is left out because the shard has too much to do. Readable from any thread.
    Relief relief() {
        return relief;
    }

    @Override
    public void stopped() {
        links.endAll();
    }

    /// About one batch, however many ports have one: each packet may go out a hundred times, and timers wait meanwhile.
    /// What is left is there in the next turn, which begins behind the last port that was read.
    ///
    /// @return true when something may be left
    private boolean readSome(List<UdpPort> ready, long nowNanos) {
        int ports = ready.size();
        int budget = ReceiveBatch.CAPACITY;
        boolean more = false;
        for (int i = 0; i < ports; i++) {
            if (budget <= 0) {
                return true;
            }
            UdpPort port = ready.get(Math.floorMod(nextPort++, ports));
            more |= !port.read(batch);
            budget -= batch.size();
            receiveAll(port, nowNanos);
        }
        return more;
    }

    private void receiveAll(UdpPort port, long nowNanos) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            receiveGuarded(port, batch.takePacket(i), batch.source(i), nowNanos);
        }
        batch.clear();
    }

    /// What goes wrong with one datagram must not reach those behind it, nor the shard.
    private void receiveGuarded(UdpPort port, Packet packet, InetSocketAddress source, long nowNanos) {
        try {
            receive(port, packet, source, nowNanos);
        } catch (RuntimeException e) {
            counters.drop(DropReason.INTERNAL_ERROR);
            if (failureLog.allows(nowNanos)) {
                LOG.log(Level.ERROR, "a datagram was dropped because of a bug", e);
            }
        }
    }

    private void receive(UdpPort port, Packet packet, InetSocketAddress source, long nowNanos) {
        DatagramKind kind = packet.length() == 0 ? DatagramKind.OTHER : DatagramKind.of(packet.bytes()[0]);
        switch (kind) {
            case STUN -> {
                try {
                    stun.receive(port, packet.bytes(), packet.length(), source, nowNanos);
                } finally {
                    packet.release();
                }
            }
            case DTLS, SRTP -> receiveFrom(routes.bySource(source), kind, packet, nowNanos);
            case OTHER -> drop(packet, DropReason.NOT_MULTIPLEXED);
        }
    }

    private void receiveFrom(@Nullable PeerLink link, DatagramKind kind, Packet packet, long nowNanos) {
        if (link == null) {
            drop(packet, DropReason.UNKNOWN_SOURCE);
            return;
        }
        try {
            if (kind == DatagramKind.SRTP) {
                media(link, packet, nowNanos);
            } else {
                byte[] datagram = Arrays.copyOf(packet.bytes(), packet.length());
                packet.release();
                links.dtls(link, datagram, nowNanos);
            }
        } catch (RuntimeException e) {
            links.broken(link, e);
        }
    }

    private void media(PeerLink link, Packet packet, long nowNanos) {
        SrtpSession srtp = link.srtp();
        if (srtp == null) {
            if (!link.keepEarly(packet)) {
                drop(packet, DropReason.SRTP_TOO_EARLY);
            }
            return;
        }
        DropReason failure = srtp.unprotect(packet, nowNanos);
        if (failure != null) {
            drop(packet, failure);
            return;
        }
        links.heard(link, nowNanos);
        sfu.receive(link.peer(), packet, nowNanos);
    }

    /// The keys of a link are there: what came before them is media now.
    void receiveEarly(PeerLink link, long nowNanos) {
        for (Packet packet = link.nextEarly(); packet != null; packet = link.nextEarly()) {
            media(link, packet, nowNanos);
        }
    }

    private void drop(Packet packet, DropReason reason) {
        counters.drop(reason);
        packet.release();
    }

    private long runEngine(long nowNanos) {
        try {
            if (backlog.isToLook(nowNanos)) {
                backlog.found(poller.fullness(), nowNanos);
            }
            sfu.behind(backlog.percent(nowNanos), nowNanos);
            tellRelief();
            if (nowNanos >= engineDeadline) {
                sfu.advance(nowNanos);
            }
            return sfu.drain(this, nowNanos);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the engine failed", e);
            return nowNanos + RETRY_NANOS;
        } finally {
            lastTo = null; // whoever leaves is not to be held here
        }
    }

    private void tellRelief() {
        Relief before = relief;
        Relief now = sfu.relief();
        if (now == before) {
            return;
        }
        relief = now;
        if (now.includes(before)) {
            counters.count(Counter.OVERLOADS);
            LOG.log(Level.WARNING, "shard " + shardNumber + " has more to do than it can: of the video " + now.words());
        } else {
            LOG.log(Level.INFO, "shard " + shardNumber + " keeps up: of the video " + now.words());
        }
    }

    @Override
    public long rtp(PeerId to, OutboundRtp packet) {
        if (packet.length() + SrtpProfile.MAX_RTP_OVERHEAD > Packet.CAPACITY) {
            counters.drop(DropReason.OVERSIZED);
            return leavesNanos;
        }
        PeerLink link = link(to);
        SrtpSession srtp = session(link);
        if (link != null && srtp != null) {
            try {
                seal(link, srtp, packet);
            } catch (RuntimeException e) {
                links.broken(link, e);
            }
        }
        return leavesNanos;
    }

    @Override
    public void rtcp(PeerId to, byte[] bytes, int offset, int length) {
        if (length > sendBuffer.length) {
            counters.drop(DropReason.OVERSIZED);
            return;
        }
        PeerLink link = link(to);
        SrtpSession srtp = session(link);
        if (link != null && srtp != null) {
            try {
                System.arraycopy(bytes, offset, sendBuffer, 0, length);
                write(link, srtp.protectRtcp(sendBuffer, length));
            } catch (RuntimeException e) {
                links.broken(link, e);
            }
        }
    }

    /// The engine hands out all it has for one peer before it goes on to the next, and that is mostly the one of last
    /// time: to find a link by its peer's number is as much memory out of the caches as the link itself.
    private @Nullable PeerLink link(PeerId to) {
        PeerLink last = lastTo;
        if (last != null && isOf(to, last)) {
            return last;
        }
        PeerLink next = last == null ? null : last.next();
        if (next == null || !isOf(to, next)) {
            next = links.link(to);
            if (last != null && !last.ended()) {
                last.next(next);
            }
        }
        lastTo = next;
        leavesNanos = clock.getAsLong();
        return next;
    }

    /// Peers are mostly the same object, of which nothing is read then; for another one the link is looked up.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isOf(PeerId to, PeerLink link) {
        return link.peer() == to && !link.ended();
    }

    /// The keys of a link that can be sent to; null, and counted, when it cannot.
    private @Nullable SrtpSession session(@Nullable PeerLink link) {
        SrtpSession srtp = link == null || link.path() == null ? null : link.srtp();
        if (srtp == null) {
            counters.drop(DropReason.NOT_CONNECTED);
        }
        return srtp;
    }

    /// From the room's packet straight to where the kernel takes it: payloads are touched once.
    private void seal(PeerLink link, SrtpSession srtp, OutboundRtp packet) {
        LinkPath path = link.path();
        if (path == null) {
            return; // asked by the caller
        }
        UdpPort port = path.port();
        MemorySegment room = port.reserve(packet.length() + SrtpProfile.MAX_RTP_OVERHEAD, path.to(), packet.urgent);
        if (room != null) {
            int sealed = srtp.protectRtp(packet, room, port.reservedOffset());
            if (sealed >= 0) {
                port.commit(sealed, path.to());
            } else {
                refused(link, sealed);
            }
        }
    }

    /// Sends what was sealed into the send buffer. What goes wrong with one subscriber must not reach the room that is
    /// being drained.
    private void write(PeerLink link, int sealed) {
        LinkPath path = link.path();
        if (sealed >= 0 && path != null) {
            path.write(sendBuffer, sealed);
        } else {
            refused(link, sealed);
        }
    }

    private void refused(PeerLink link, int sealed) {
        counters.drop(SrtpSession.failure(sealed));
        if (sealed == SrtpSession.KEYS_USED_UP) {
            links.end(link, LinkState.FAILED, "too many streams for one set of keys");
        }
    }

    @Override
    public int relay(int shard, byte[] bytes, int offset, int length, boolean urgent) {
        return relays.send(shardNumber, shard, bytes, offset, length, urgent, turnNanos);
    }

    @Override
    public void event(Event event) {
        listener.event(event);
    }
}
