package io.plenum.loadtest.link;

import io.plenum.sim.LinkProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A UDP proxy that treats packets as a bad network does. Clients send to [#address()] instead of to the server, and
/// each of them gets a path of its own, told apart by its address and port.
///
/// One thread owns everything; public methods may be called on any.
public final class LinkEmulator implements AutoCloseable {
    /// Each has a socket and two queues; as many as a test of one core asks for.
    static final int MAX_FLOWS = 2_048;

    /// A client that was quiet for so long has gone, or has lost the server's consent (RFC 7675) by then: checks come
    /// every few seconds.
    private static final long IDLE_NANOS = 30_000_000_000L;

    private static final long SWEEP_NANOS = 1_000_000_000L;

    /// What a burst at the start of a loop's turn may hold.
    private static final int SOCKET_BUFFER_BYTES = 4 << 20;

    private static final int MAX_SPARE = 4_096;
    private static final int READS_PER_TURN = 256;
    private static final long MILLI = 1_000_000L;

    /// A socket for a client that is to come.
    private record Reserved(DatagramChannel upstream, long sinceNanos) {}

    /// Something to be done, or looked at, by the one thread.
    @FunctionalInterface
    private interface Task<T> {
        T at(long nowNanos) throws IOException;
    }

    private final InetSocketAddress server;
    private final long seed;
    private final int maxFlows;
    private final Selector selector = Selector.open();
    private final DatagramChannel front = DatagramChannel.open();
    private final InetSocketAddress address;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<InetSocketAddress, Flow> flows = new HashMap<>();
    /// The last is taken first: those for whom nobody came grow old, and go.
    private final ArrayDeque<Reserved> reserved = new ArrayDeque<>();

    private final ArrayDeque<Datagram> spare = new ArrayDeque<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(Datagram.CAPACITY + 1);
    private LinkProfile up;
    private LinkProfile down;
    private LinkStatistics endedUp = LinkStatistics.NONE;
    private LinkStatistics endedDown = LinkStatistics.NONE;
    private long unsent;
    private long lateNanos;
    private long opened;
    private long nextSweepNanos;
    private volatile boolean running = true;

    private LinkEmulator(
            InetSocketAddress listen,
            InetSocketAddress server,
            LinkProfile up,
            LinkProfile down,
            long seed,
            int maxFlows)
            throws IOException {
        this.server = server;
        this.up = up;
        this.down = down;
        this.seed = seed;
        this.maxFlows = maxFlows;
        front.setOption(StandardSocketOptions.SO_RCVBUF, SOCKET_BUFFER_BYTES)
                .setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BUFFER_BYTES)
                .bind(listen)
                .configureBlocking(false);
        address = (InetSocketAddress) front.getLocalAddress();
        front.register(selector, SelectionKey.OP_READ);
        thread = Thread.ofPlatform().name("link-emulator").daemon(true).unstarted(this::run);
    }

    /// @param listen where clients send to; port 0 = any
    /// @param up from the clients, `down` towards them
    /// @param seed of every loss and delay: the same packets at the same times meet the same fate
    public static LinkEmulator start(
            InetSocketAddress listen, InetSocketAddress server, LinkProfile up, LinkProfile down, long seed)
            throws IOException {
        return start(listen, server, up, down, seed, MAX_FLOWS);
    }

    static LinkEmulator start(
            InetSocketAddress listen,
            InetSocketAddress server,
            LinkProfile up,
            LinkProfile down,
            long seed,
            int maxFlows)
            throws IOException {
        LinkEmulator emulator = new LinkEmulator(listen, server, up, down, seed, maxFlows);
        emulator.thread.start();
        return emulator;
    }

    /// What stands in the candidate that clients are given.
    public InetSocketAddress address() {
        return address;
    }

    /// Keeps a path for one more client, and gives the address it is to send to. Fails with the reason where no path is
    /// left: a client that comes without having asked finds out by getting no answer.
    public CompletableFuture<InetSocketAddress> reserve() {
        return post(now -> {
            reserved.push(new Reserved(connect(), now));
            return address;
        });
    }

    /// Changes all paths, those of clients to come as well.
    public void profile(LinkProfile upwards, LinkProfile downwards) {
        post(now -> {
                    up = upwards;
                    down = downwards;
                    flows.values().forEach(flow -> {
                        flow.up().profile(upwards, now);
                        flow.down().profile(downwards, now);
                    });
                    return true;
                })
                .join();
    }

    /// What happened since the last call, over all clients.
    public EmulatorSample sample() {
        return post(this::sample).join();
    }

    private EmulatorSample sample(long nowNanos) {
        EmulatorSample sample = new EmulatorSample(
                sum(endedUp, nowNanos, Flow::up), sum(endedDown, nowNanos, Flow::down), unsent, lateNanos);
        endedUp = LinkStatistics.NONE;
        endedDown = LinkStatistics.NONE;
        unsent = 0;
        lateNanos = 0;
        return sample;
    }

    private LinkStatistics sum(LinkStatistics ended, long nowNanos, Function<Flow, EmulatedLink> direction) {
        return flows.values().stream()
                .map(flow -> direction.apply(flow).take(nowNanos))
                .reduce(ended, LinkStatistics::plus);
    }

    private <T> CompletableFuture<T> post(Task<T> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> run(task, answer));
        selector.wakeup();
        if (!running) {
            answer.completeExceptionally(new IllegalStateException("the link emulator is closed"));
        }
        return answer;
    }

    private static <T> void run(Task<T> task, CompletableFuture<T> answer) {
        try {
            answer.complete(task.at(System.nanoTime()));
        } catch (IOException e) {
            answer.completeExceptionally(e);
        }
    }

    @Override
    public void close() {
        running = false;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector;
                front) {
            while (running) {
                turn();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            running = false;
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            flows.values().forEach(flow -> closeQuietly(flow.upstream()));
            reserved.forEach(path -> closeQuietly(path.upstream()));
        }
    }

    private void turn() throws IOException {
        await();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
        long now = System.nanoTime();
        for (Flow flow : flows.values()) {
            deliver(flow, now);
        }
        if (now - nextSweepNanos >= 0) {
            nextSweepNanos = now + SWEEP_NANOS;
            sweep(now);
        }
    }

    /// A selector waits for whole milliseconds; for less the thread sleeps, and looks at the sockets after that.
    private void await() throws IOException {
        long wait = nextNanos() - System.nanoTime();
        if (wait >= MILLI) {
            selector.select(this::readable, Math.min(wait, SWEEP_NANOS) / MILLI);
            return;
        }
        if (wait > 0) {
            LockSupport.parkNanos(wait);
        }
        selector.selectNow(this::readable);
    }

    private long nextNanos() {
        long next = System.nanoTime() + SWEEP_NANOS;
        for (Flow flow : flows.values()) {
            next = Math.min(next, flow.nextNanos());
        }
        return next;
    }

    private void readable(SelectionKey key) {
        if (key.attachment() instanceof Flow flow) {
            readUpstream(flow);
        } else {
            readFront();
        }
    }

    private void readFront() {
        for (int reads = 0; reads < READS_PER_TURN; reads++) {
            InetSocketAddress client = receive(front);
            if (client == null) {
                return;
            }
            Flow flow = flow(client);
            if (flow == null) {
                unsent++;
            } else {
                flow.used(System.nanoTime());
                take(flow.up());
            }
        }
    }

    private void readUpstream(Flow flow) {
        for (int reads = 0; reads < READS_PER_TURN && receive(flow.upstream()) != null; reads++) {
            take(flow.down());
        }
    }

    private @Nullable InetSocketAddress receive(DatagramChannel channel) {
        try {
            return (InetSocketAddress) channel.receive(buffer.clear());
        } catch (IOException e) {
            return null; // nobody listens at the other end (yet)
        }
    }

    private void take(EmulatedLink link) {
        buffer.flip();
        if (buffer.remaining() == 0 || buffer.remaining() > Datagram.CAPACITY) {
            unsent++;
            return;
        }
        Datagram datagram = spare.isEmpty() ? new Datagram() : spare.pop();
        datagram.length = buffer.remaining();
        buffer.get(datagram.bytes, 0, datagram.length);
        if (!link.offer(datagram, System.nanoTime())) {
            release(datagram);
        }
    }

    /// Null when there is no path left: the client's next packet tries again.
    private @Nullable Flow flow(InetSocketAddress client) {
        Flow known = flows.get(client);
        if (known != null) {
            return known;
        }
        try {
            DatagramChannel upstream =
                    reserved.isEmpty() ? connect() : reserved.pop().upstream();
            Flow flow = Flow.open(client, upstream, up, down, seed + opened++, selector, System.nanoTime());
            flows.put(client, flow);
            return flow;
        } catch (IOException e) {
            return null;
        }
    }

    /// Fails when there are too many, or no descriptor is left.
    private DatagramChannel connect() throws IOException {
        if (flows.size() + reserved.size() >= maxFlows) {
            throw new IOException("no path is left: all " + maxFlows + " are taken");
        }
        return Flow.connect(server);
    }

    private void deliver(Flow flow, long nowNanos) {
        deliver(flow.up(), nowNanos, bytes -> write(flow.upstream(), bytes, server));
        deliver(flow.down(), nowNanos, bytes -> write(front, bytes, flow.client()));
    }

    private void deliver(EmulatedLink link, long nowNanos, Consumer<ByteBuffer> out) {
        for (Datagram datagram = link.poll(nowNanos); datagram != null; datagram = link.poll(nowNanos)) {
            lateNanos = Math.max(lateNanos, System.nanoTime() - datagram.arrivalNanos);
            for (int copies = datagram.doubled ? 2 : 1; copies > 0 && datagram.length > 0; copies--) {
                out.accept(
                        buffer.clear().put(datagram.bytes, 0, datagram.length).flip());
            }
            release(datagram);
        }
    }

    /// As on a real path: what nobody takes is lost, and the ends find out.
    private void write(DatagramChannel channel, ByteBuffer bytes, InetSocketAddress to) {
        try {
            unsent += channel.send(bytes, to) == 0 ? 1 : 0;
        } catch (IOException e) {
            unsent++;
        }
    }

    private void release(Datagram datagram) {
        if (spare.size() < MAX_SPARE) {
            spare.push(datagram);
        }
    }

    private void sweep(long nowNanos) {
        for (Iterator<Flow> all = flows.values().iterator(); all.hasNext(); ) {
            Flow flow = all.next();
            if (nowNanos - flow.usedNanos() > IDLE_NANOS) {
                endedUp = endedUp.plus(flow.up().take(nowNanos));
                endedDown = endedDown.plus(flow.down().take(nowNanos));
                closeQuietly(flow.upstream());
                all.remove();
            }
        }
        while (!reserved.isEmpty() && nowNanos - reserved.getLast().sinceNanos() > IDLE_NANOS) {
            closeQuietly(reserved.removeLast().upstream());
        }
    }

    private static void closeQuietly(DatagramChannel upstream) {
        try {
            upstream.close();
        } catch (IOException e) {
            // It is of no use any more either way.
        }
    }
}
