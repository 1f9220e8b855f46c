package io.plenum.transport.udp;

import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A poller on epoll, with ports that receive and send in batches (recvmmsg, sendmmsg, UDP_SEGMENT, UDP_GRO).
///
/// All memory outside the heap is here and made once. Each port that writes has a [SendQueue] until the end of the
/// turn, or for as long as its socket is full: those who are served come by several addresses in any order, and a
/// queue for all of them was flushed at each change, 17 times in a turn where 3 calls do.
final class LinuxUdpPoller implements UdpPoller {
    /// For the ports that write in one turn and those whose sockets are full. A machine has a handful of addresses.
    private static final int MAX_QUEUES = 64;

    private final Arena arena;
    private final Libc libc;
    private final MemorySegment scratch;
    private final Counters counters;
    private final Epoll epoll;
    private final ReceiveRing ring;
    private final DestinationTable destinations = new DestinationTable();
    /// By the number that epoll knows them by; a closed one leaves a gap, which the next one takes.
    private final List<@Nullable LinuxUdpPort> ports = new ArrayList<>();

    private final ArrayDeque<SendQueue> queues = new ArrayDeque<>();
    private int queuesMade;
    /// Who took a queue in this turn.
    private final List<LinuxUdpPort> writers = new ArrayList<>();
    /// Those whose sockets had no room for all of theirs. They keep their queues, and are tried again in each turn:
    /// epoll tells of room only when half of the buffer is free, which takes a socket of 4 MB longer than what may
    /// wait here lasts.
    private final List<LinuxUdpPort> full = new ArrayList<>();

    LinuxUdpPoller(Counters counters) throws IOException {
        Arena arena = Arena.ofShared();
        this(counters, arena, new Libc(arena));
    }

    /// @param arena closed with the poller
    LinuxUdpPoller(Counters counters, Arena arena, Libc libc) throws IOException {
        this.counters = counters;
        this.arena = arena;
        this.libc = libc;
        scratch = arena.allocate(Sockaddr.SPACE, Long.BYTES);
        try {
            epoll = new Epoll(libc, arena);
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
        ring = new ReceiveRing(libc, arena);
    }

    @Override
    public UdpPort bind(InetSocketAddress address) throws IOException {
        LinuxSocket socket = new LinuxSocket(libc, address, scratch);
        LinuxUdpPort port = new LinuxUdpPort(this, socket);
        int gap = ports.indexOf(null);
        int id = gap < 0 ? ports.size() : gap;
        try {
            epoll.add(socket.descriptor(), id);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        if (gap < 0) {
            ports.add(port);
        } else {
            ports.set(gap, port);
        }
        return port;
    }

    @Override
    public void close(UdpPort closing) {
        LinuxUdpPort port = (LinuxUdpPort) closing;
        int id = ports.indexOf(port);
        if (id >= 0) {
            ports.set(id, null);
            flush(port);
            SendQueue rest = port.queue();
            if (rest != null) {
                lost(rest.waiting());
                giveBack(port, rest);
            }
            countOverflow(port);
            epoll.remove(port.socket().descriptor());
            port.socket().close();
        }
    }

    @Override
    public void await(long nanos, List<UdpPort> ready) {
        int events = epoll.await(nanos);
        for (int event = 0; event < events; event++) {
            int id = epoll.id(event);
            LinuxUdpPort port = id == Epoll.WAKE_UP ? null : ports.get(id);
            if (port == null) {
                epoll.awake();
                continue;
            }
            if (epoll.writable(event)) {
                flush(port);
            }
            if (epoll.readable(event)) {
                ready.add(port);
            }
        }
    }

    boolean read(LinuxSocket socket, ReceiveBatch batch) {
        return ring.read(socket, batch);
    }

    /// Null, and counted, when nobody can be there.
    @Nullable
    Destination destination(InetSocketAddress to) {
        if (to.isUnresolved()) {
            counters.drop(DropReason.SEND_FAILED);
            return null;
        }
        return destinations.of(to);
    }

    /// Room at the end of the port's queue; null, and counted, when there is none.
    @Nullable
    MemorySegment reserve(LinuxUdpPort port, int length, Destination to, boolean urgent) {
        if (!port.socket().reaches(to) || port.socket().descriptor() < 0) {
            counters.drop(DropReason.SEND_FAILED);
            return null;
        }
        SendQueue queue = queue(port);
        if (queue == null) {
            lost(1);
            return null;
        }
        // A socket that was full a moment ago is not asked again for every datagram.
        if (!port.blocked() && queue.isRipe(length, to, urgent) && !queue.flush(port.socket())) {
            block(port, queue);
        }
        if (!queue.holds(length, urgent)) {
            lost(1);
            return null;
        }
        return queue.memory();
    }

    void commit(LinuxUdpPort port, int length, Destination to) {
        SendQueue queue = Objects.requireNonNull(port.queue(), "nothing was reserved");
        queue.add(length, to, port.socket().segmentation());
        if (port.blocked()) {
            counters.count(Counter.SEND_DEFERRED);
        }
    }

    private void lost(int datagrams) {
        counters.add(Counter.SEND_BUFFER_FULL, datagrams);
    }

    /// The one that the port writes to in this turn; null when all are those of full sockets.
    private @Nullable SendQueue queue(LinuxUdpPort port) {
        SendQueue queue = port.queue();
        if (queue == null) {
            queue = freeQueue();
            port.queue(queue);
            if (queue != null) {
                writers.add(port);
            }
        }
        return queue;
    }

    private @Nullable SendQueue freeQueue() {
        if (queues.isEmpty() && queuesMade < MAX_QUEUES) {
            queuesMade++;
            return new SendQueue(libc, arena, counters);
        }
        if (queues.isEmpty()) {
            flush(); // what other ports have written leaves early
        }
        return queues.poll();
    }

    @Override
    public void flush() {
        for (int i = full.size() - 1; i >= 0; i--) {
            flush(full.get(i)); // who has room now leaves the list
        }
        for (int i = 0; i < writers.size(); i++) {
            flush(writers.get(i));
        }
        writers.clear();
    }

    private void flush(LinuxUdpPort port) {
        SendQueue queue = port.queue();
        if (queue == null) {
            return;
        }
        if (queue.flush(port.socket())) {
            giveBack(port, queue);
        } else {
            block(port, queue);
        }
    }

    private void giveBack(LinuxUdpPort port, SendQueue queue) {
        queue.clear();
        queues.push(queue);
        port.queue(null);
        if (port.blocked()) {
            port.blocked(false);
            full.remove(port);
            epoll.modify(port.socket().descriptor(), ports.indexOf(port), Epoll.READABLE);
        }
    }

    /// The rest goes when there is room again.
    private void block(LinuxUdpPort port, SendQueue queue) {
        if (!port.blocked()) {
            port.blocked(true);
            full.add(port);
            counters.add(Counter.SEND_DEFERRED, queue.waiting());
            epoll.modify(port.socket().descriptor(), ports.indexOf(port), Epoll.READABLE | Epoll.WRITABLE);
        }
    }

    @Override
    public void countOverflow() {
        for (LinuxUdpPort port : ports) {
            if (port != null) {
                countOverflow(port);
            }
        }
    }

    private void countOverflow(LinuxUdpPort port) {
        counters.add(Counter.RECEIVE_BUFFER_FULL, port.socket().droppedSinceAsked());
    }

    @Override
    public int fullness() {
        int fullest = -1;
        for (LinuxUdpPort port : ports) {
            if (port != null) {
                fullest = Math.max(fullest, port.socket().fullness());
            }
        }
        return fullest;
    }

    @Override
    public void wakeup() {
        epoll.wakeup();
    }

    @Override
    public void close() {
        for (LinuxUdpPort port : ports.stream().filter(Objects::nonNull).toList()) {
            close(port);
        }
        epoll.close();
        arena.close();
    }
}
