package io.plenum.transport.client;

import io.plenum.memory.PacketPool;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.stats.Timings;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.loop.EventLoop;
import io.plenum.transport.loop.LoopWork;
import io.plenum.transport.loop.TaskThread;
import io.plenum.transport.loop.TurnSpacing;
import io.plenum.transport.udp.ReceiveBatch;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/// One thread that runs many client links, each with its own socket.
public final class ClientLoop implements AutoCloseable {
    /// Fine enough to pace audio (20 ms) and the packets of a video frame.
    private static final long TICK_NANOS = 5_000_000L;

    private static final int QUEUE_LIMIT = 65_536;

    /// Packets are handled and given back before the next batch is read.
    private static final int POOL_LIMIT = ReceiveBatch.MOST;

    private final Counters counters = new Counters();
    private final Timings timings = new Timings();
    private final UdpPoller poller;
    private final EventLoop loop;
    private final TaskThread tasks;
    private final LongConsumer tick;
    private final ReceiveBatch batch = new ReceiveBatch(new PacketPool(POOL_LIMIT), counters);
    /// Owned by the loop, like everything in the links.
    private final Map<UdpPort, ClientLink> links = new HashMap<>();

    private ClientLoop(String name, LongConsumer tick) throws IOException {
        this.tick = tick;
        poller = UdpPollers.automatic().open(counters);
        loop = new EventLoop(name, poller, QUEUE_LIMIT, timings, TurnSpacing.NONE);
        tasks = new TaskThread(name + "-dtls");
    }

    /// @param tick called on the loop's thread every 5 ms: the place to send media from
    public static ClientLoop start(String name, LongConsumer tick) throws IOException {
        ClientLoop client = new ClientLoop(name, tick);
        client.loop.start(client.new Work());
        return client;
    }

    /// A new link with its own socket on `local`. From any thread.
    public ClientLink open(InetAddress local, DtlsIdentity identity, ClientListener listener) {
        return new ClientLink(this, local, identity, listener);
    }

    /// Runs something on the loop's thread.
    public void execute(Runnable task) {
        loop.post(task);
    }

    public boolean inLoop() {
        return loop.inLoop();
    }

    /// Monotonic, and 0 when the loop was made.
    public long now() {
        return loop.now();
    }

    public Counters counters() {
        return counters;
    }

    public Timings timings() {
        return timings;
    }

    /// Datagrams so far that were here and that no link has got: the kernel's buffer was full, since this loop came
    /// late, or there was no packet to put them into. On the loop's thread; a system call for each link.
    public long unreceived() {
        poller.countOverflow();
        return counters.get(Counter.RECEIVE_BUFFER_FULL) + counters.get(DropReason.NO_PACKET_MEMORY);
    }

    /// Ends all links without a goodbye.
    @Override
    public void close() {
        loop.close();
        tasks.close();
    }

    /// Where a link does what follows its handshake.
    Executor tasks() {
        return tasks;
    }

    UdpPort bind(ClientLink link, InetAddress local) {
        try {
            UdpPort port = poller.bind(new InetSocketAddress(local, 0));
            port.stampArrivals();
            links.put(port, link);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void flush() {
        poller.flush();
    }

    void unbind(UdpPort port) {
        if (links.remove(port) != null) {
            poller.close(port);
        }
    }

    private final class Work implements LoopWork {
        private long nextTick;

        @Override
        public long turn(List<UdpPort> ready, long nowNanos) {
            for (int i = 0; i < ready.size(); i++) {
                read(ready.get(i), nowNanos);
            }
            if (nowNanos >= nextTick) {
                nextTick = nowNanos + TICK_NANOS;
                new ArrayList<>(links.values()).forEach(link -> link.tick(nowNanos));
                tick.accept(nowNanos);
            }
            return nextTick;
        }

        private void read(UdpPort port, long nowNanos) {
            ClientLink link = links.get(port);
            if (link == null) {
                return; // closed in this turn
            }
            port.read(batch);
            for (int i = 0; i < batch.size(); i++) {
                link.receive(batch.takePacket(i), batch.source(i), nowNanos, batch.arrivedNanos(i));
            }
            batch.clear();
        }

        @Override
        public void stopped() {
            links.values().forEach(ClientLink::dropKeys);
            links.clear();
        }
    }
}
