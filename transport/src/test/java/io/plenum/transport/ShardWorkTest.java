package io.plenum.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.core.Relief;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.memory.Packet;
import io.plenum.relay.RelayMessage;
import io.plenum.relay.RelayRing;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.stats.Timings;
import io.plenum.transport.demux.SourceLimiter;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.ReceiveBatch;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A shard's turn, by hand. A loop that is told of more goes on at once; else it may rest first.
class ShardWorkTest {
    private static final long NOW = 5_000_000_000L;
    private static final long MILLIS_200 = 200_000_000L;

    /// Together several times the buffer that a port asks for.
    private static final int FLOOD = 400;

    private static final int FLOOD_LENGTH = 50_000;

    private long now = NOW;
    private final Counters counters = new Counters();
    private final Sfu sfu = new Sfu(SfuConfig.defaults(0), counters);
    private UdpPoller poller;
    private UdpPort one;
    private UdpPort other;
    private ShardWork work;

    @BeforeEach
    void bind() throws IOException {
        poller = UdpPollers.automatic().open(counters);
        one = poller.bind(new InetSocketAddress(World.LOOPBACK, 0));
        other = poller.bind(new InetSocketAddress(World.LOOPBACK, 0));
        ShardListener listener = new TestListener();
        Routes routes = new Routes();
        Executor tasks = Runnable::run;
        LinkControl links = new LinkControl(
                ShardLimits.DEFAULTS,
                listener,
                counters,
                new Timings(),
                routes,
                List.of(one, other),
                tasks,
                SrtpEngine.automatic());
        RandomGenerator random = RandomGenerator.getDefault();
        StunDesk stun = new StunDesk(counters, routes, links, tasks, new SourceLimiter(1, 1, 1), Set.of(), random);
        work = new ShardWork(sfu, listener, routes, links, stun, poller, new AtomicLong(), () -> now);
    }

    @AfterEach
    void close() {
        poller.close();
    }

    @Test
    void whenAllWasReadTheNextTurnIsThatOfTheTimers() throws IOException {
        send(one, ReceiveBatch.CAPACITY - 1);
        assertTrue(work.turn(List.of(one), NOW) > NOW);
        assertEquals(ReceiveBatch.CAPACITY - 1, read());
    }

    @Test
    void whatABatchLeavesIsReadAtOnce() throws IOException {
        send(one, ReceiveBatch.CAPACITY + 1);
        assertEquals(NOW, work.turn(List.of(one), NOW));
        assertEquals(ReceiveBatch.CAPACITY, read());
        assertTrue(work.turn(List.of(one), NOW) > NOW);
        assertEquals(ReceiveBatch.CAPACITY + 1, read());
    }

    @Test
    void soIsAPortThatHadNoTurn() throws IOException {
        send(one, ReceiveBatch.CAPACITY);
        send(other, ReceiveBatch.CAPACITY);
        assertEquals(NOW, work.turn(List.of(one, other), NOW));
        assertEquals(ReceiveBatch.CAPACITY, read());
        assertEquals(NOW, work.turn(List.of(one, other), NOW));
        assertEquals(2 * ReceiveBatch.CAPACITY, read());
    }

    /// Timers do not wait for what another shard has written meanwhile, nor the loop for somebody to wake it.
    @Test
    void whatARingHasMoreThanATurnTakesIsReadAtOnce() {
        byte[] message = new byte[RelayMessage.TRAILER_LENGTH];
        RelayMessage.close(message, 0, RelayMessage.LADDER, 1, 0, 0, 0);
        RelayRing ring = new RelayRing();
        work.relays().attached(1, ring);
        for (int i = 0; i < ReceiveBatch.CAPACITY + 1; i++) {
            ring.offer(message, 0, message.length, true, NOW);
        }
        assertEquals(NOW, work.turn(List.of(), NOW));
        assertEquals(ReceiveBatch.CAPACITY, counters.get(Counter.RELAY_IN));
        assertTrue(work.turn(List.of(), NOW) > NOW);
        assertEquals(ReceiveBatch.CAPACITY + 1, counters.get(Counter.RELAY_IN));
    }

    @Test
    void whatIsDroppedCountsAsWell() throws IOException {
        useUpAllMemory();
        send(one, ReceiveBatch.CAPACITY + 1);
        assertEquals(NOW, work.turn(List.of(one), NOW));
        assertEquals(ReceiveBatch.CAPACITY, counters.get(DropReason.NO_PACKET_MEMORY));
    }

    /// What a batch leaves is read next: that is no overload. What is still there after many is.
    @Test
    void aShardThatNeverComesToTheEndLeavesOutVideo() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only native ports are told how full they are");
        assertEquals(Relief.NONE, busyTurns(5));
        assertEquals(Relief.FRAMES, busyTurns(3));
        assertEquals(Relief.SIZES, busyTurns(2));
        assertEquals(Relief.PICTURES, busyTurns(3));
        assertEquals(3, counters.get(Counter.OVERLOADS));
        assertEquals(Relief.PICTURES, turns(5));
        assertEquals(Relief.SIZES, turns(10));
        assertEquals(Relief.NONE, turns(20));
        assertEquals(3, counters.get(Counter.OVERLOADS));
    }

    /// At high rates it has no time: what does not fit into the buffer any more is lost, sound too.
    @Test
    void aShardWhoseBufferIsFullLeavesOutVideoSooner() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only native ports are told");
        flood(other);
        assertEquals(Relief.NONE, busyTurns(1));
        assertEquals(Relief.FRAMES, busyTurns(1));
        assertEquals(Relief.SIZES, busyTurns(1));
        assertEquals(Relief.PICTURES, busyTurns(1));
    }

    /// Each leaves some of what has come.
    private Relief busyTurns(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            send(one, ReceiveBatch.CAPACITY + 1);
            turns(1);
        }
        return work.relief();
    }

    private Relief turns(int count) {
        for (int i = 0; i < count; i++) {
            work.turn(List.of(one), now);
            now += MILLIS_200;
        }
        return work.relief();
    }

    /// A shard that comes too late for what has arrived knows that it did.
    @Test
    void whatThePortsHadNoRoomForIsCountedByTheScan() throws IOException {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only native ports are told");
        flood(one);
        work.turn(List.of(), NOW);
        assertTrue(counters.get(Counter.RECEIVE_BUFFER_FULL) > 0);
    }

    private static void flood(UdpPort to) throws IOException {
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(World.LOOPBACK, 0))) {
            for (int i = 0; i < FLOOD; i++) {
                peer.send(new DatagramPacket(new byte[FLOOD_LENGTH], FLOOD_LENGTH, to.localAddress()));
            }
        }
    }

    private void useUpAllMemory() {
        Packet taken;
        do {
            taken = sfu.pool().take();
        } while (taken != null);
    }

    /// On loopback they are there when this returns. They are of no kind that shares a port with media, and not joined:
    /// each comes by a call of its own.
    private static void send(UdpPort to, int datagrams) throws IOException {
        try (DatagramSocket peer = new DatagramSocket(new InetSocketAddress(World.LOOPBACK, 0))) {
            for (int i = 0; i < datagrams; i++) {
                peer.send(new DatagramPacket(new byte[] {-1}, 1, to.localAddress()));
            }
        }
    }

    private long read() {
        return counters.get(DropReason.NOT_MULTIPLEXED);
    }
}
