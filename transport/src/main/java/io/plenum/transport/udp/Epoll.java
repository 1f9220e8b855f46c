package io.plenum.transport.udp;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.concurrent.TimeUnit;

/// An epoll descriptor, and an eventfd in it that wakes it up. Owned by one thread, but for [#wakeup].
final class Epoll {
    static final int READABLE = 0x1;
    static final int WRITABLE = 0x4;

    /// What the eventfd is registered as.
    static final int WAKE_UP = -1;

    /// More ports at once are told of in the next turn: the kernel goes on behind those it has named.
    private static final int EVENTS = 128;

    private static final int ADD = 1;
    private static final int DELETE = 2;
    private static final int MODIFY = 3;

    /// `struct epoll_event` is packed on x86-64 and nowhere else.
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");

    private static final int EVENT_SIZE = PACKED ? 12 : 16;
    private static final int DATA = PACKED ? 4 : 8;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Libc libc;
    private final int epoll;
    private final int wakeUp;
    private final MemorySegment events;
    private final MemorySegment timespec;
    private boolean precise = true;
    /// Guards [#wakeup] against writing to a descriptor that is another's by now.
    private final Object closing = new Object();

    private boolean closed;

    Epoll(Libc libc, Arena arena) throws IOException {
        this.libc = libc;
        events = arena.allocate((long) EVENTS * EVENT_SIZE, Long.BYTES);
        timespec = arena.allocate(LONG, 2);
        epoll = libc.epoll();
        wakeUp = libc.eventDescriptor();
        if (epoll < 0 || wakeUp < 0) {
            close();
            throw new IOException("cannot wait for sockets: " + Errno.text(-Math.min(epoll, wakeUp)));
        }
        add(wakeUp, WAKE_UP);
    }

    void add(int descriptor, int id) throws IOException {
        int answer = control(ADD, descriptor, id, READABLE);
        if (answer < 0) {
            throw new IOException("cannot wait for a socket: " + Errno.text(-answer));
        }
    }

    void modify(int descriptor, int id, int interest) {
        control(MODIFY, descriptor, id, interest);
    }

    void remove(int descriptor) {
        control(DELETE, descriptor, 0, 0);
    }

    private int control(int operation, int descriptor, int id, int interest) {
        events.set(INT, 0, interest);
        events.set(INT, DATA, id);
        return libc.epollControl(epoll, operation, descriptor, events.address());
    }

    /// How many events there are. Never returns before the time is over without one: a loop that is woken too early
    /// spins.
    int await(long nanos) {
        int count = precise && nanos > 0 ? awaitPrecisely(nanos) : -Errno.ENOSYS;
        // Old sandboxes do not say ENOSYS to a call they do not know but EPERM, at once and each time.
        if (count < 0 && count != -Errno.EINTR) {
            precise &= nanos <= 0;
            long millis = (Math.max(nanos, 0) + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI;
            count = libc.epollWait(epoll, events.address(), EVENTS, (int) Math.min(millis, Integer.MAX_VALUE));
        }
        return Math.max(count, 0); // a signal of the debugger's is no event
    }

    private int awaitPrecisely(long nanos) {
        timespec.setAtIndex(LONG, 0, nanos / NANOS_PER_SECOND);
        timespec.setAtIndex(LONG, 1, nanos % NANOS_PER_SECOND);
        return libc.epollWaitPrecisely(epoll, events.address(), EVENTS, timespec.address());
    }

    int id(int event) {
        return events.get(INT, (long) event * EVENT_SIZE + DATA);
    }

    boolean writable(int event) {
        return (events.get(INT, (long) event * EVENT_SIZE) & WRITABLE) != 0;
    }

    /// Whether it may be read, or has an error to tell, which reading does.
    boolean readable(int event) {
        return (events.get(INT, (long) event * EVENT_SIZE) & ~WRITABLE) != 0;
    }

    void wakeup() {
        synchronized (closing) {
            if (!closed) {
                Libc.notify(wakeUp);
            }
        }
    }

    void awake() {
        libc.clear(wakeUp);
    }

    void close() {
        synchronized (closing) {
            closed = true;
        }
        libc.close(wakeUp);
        libc.close(epoll);
    }
}
