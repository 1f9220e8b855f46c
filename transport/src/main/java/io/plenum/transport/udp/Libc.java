package io.plenum.transport.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The calls to the C library that UDP on Linux takes. Owned by one thread, but for [#notify(int)].
///
/// They answer as the kernel does: a result, or a negated [Errno]. Addresses of our own memory are passed as
/// numbers, so that a call makes no object.
///
/// Not final, so that a test can answer in the kernel's place; where nobody does, a call is as direct
/// as ever.
@SuppressWarnings(
        "restricted") // what a wrong signature or address does is not caught: that is why all of them are here
class Libc {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup SYMBOLS = LINKER.defaultLookup();
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final long ERRNO_OFFSET = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");

    // Not critical, though none but epoll_wait ever waits: a batch takes 100 µs, and while a critical call runs no
    // garbage collection can begin.
    //
    // Asking for the error number leaves an object behind until the best of the compilers has come to it, which in a
    // small meeting takes minutes. What is called in each turn of a loop asks for it only when it has failed, by trying
    // once more.
    private static final MethodHandle RECVMMSG = blind("recvmmsg", INT, INT, LONG, INT, INT, LONG);
    private static final MethodHandle SENDMMSG_BLIND = blind("sendmmsg", INT, INT, LONG, INT, INT);
    private static final MethodHandle SENDMMSG = function("sendmmsg", INT, INT, LONG, INT, INT);
    private static final MethodHandle EPOLL_WAIT = blind("epoll_wait", INT, INT, LONG, INT, INT);
    private static final MethodHandle SENDTO = function("sendto", LONG, INT, LONG, LONG, INT, LONG, INT);
    private static final MethodHandle SOCKET = function("socket", INT, INT, INT, INT);
    private static final MethodHandle BIND = function("bind", INT, INT, LONG, INT);
    private static final MethodHandle GETSOCKNAME = function("getsockname", INT, INT, LONG, LONG);
    private static final MethodHandle SETSOCKOPT = function("setsockopt", INT, INT, INT, INT, LONG, INT);
    private static final MethodHandle GETSOCKOPT = function("getsockopt", INT, INT, INT, INT, LONG, LONG);
    private static final MethodHandle EPOLL_CREATE1 = function("epoll_create1", INT, INT);
    private static final MethodHandle EPOLL_CTL = function("epoll_ctl", INT, INT, INT, INT, LONG);
    private static final MethodHandle EVENTFD = function("eventfd", INT, INT, INT);
    private static final MethodHandle CLOSE = function("close", INT, INT);

    /// Waits with nanoseconds; younger than the rest (Linux 5.11, glibc 2.35).
    private static final @Nullable MethodHandle EPOLL_PWAIT2_BLIND = SYMBOLS.find("epoll_pwait2")
            .map(symbol -> LINKER.downcallHandle(symbol, FunctionDescriptor.of(INT, INT, LONG, INT, LONG, LONG)))
            .orElse(null);

    private static final @Nullable MethodHandle EPOLL_PWAIT2 = SYMBOLS.find("epoll_pwait2")
            .map(symbol -> LINKER.downcallHandle(symbol, FunctionDescriptor.of(INT, INT, LONG, INT, LONG, LONG), ERRNO))
            .orElse(null);

    /// On an eventfd neither waits, so they may be critical; what they answer tells nothing that matters.
    private static final MethodHandle EVENTFD_READ = criticalCall("eventfd_read", LONG);

    private static final MethodHandle EVENTFD_WRITE = criticalCall("eventfd_write", LONG);

    /// Reads memory that the kernel shares with every process, so it may be critical too.
    private static final MethodHandle CLOCK_GETTIME = criticalCall("clock_gettime", LONG);

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int SOCK_DGRAM = 2;
    private static final int NON_BLOCKING = 0x800;
    private static final int CLOSE_ON_EXEC = 0x8_0000;
    private static final int MSG_DONTWAIT = 0x40;
    private static final int CLOCK_REALTIME = 0;

    /// Room for SO_MEMINFO (9 words).
    private static final int WORDS = 16;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final MemorySegment state;
    private final MemorySegment value;
    private final MemorySegment words;

    Libc(Arena arena) {
        state = arena.allocate(STATE);
        value = arena.allocate(LONG, 2);
        words = arena.allocate(INT, WORDS);
    }

    private static MethodHandle function(String name, ValueLayout result, ValueLayout... parameters) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), FunctionDescriptor.of(result, parameters), ERRNO);
    }

    private static MethodHandle blind(String name, ValueLayout result, ValueLayout... parameters) {
        return LINKER.downcallHandle(SYMBOLS.findOrThrow(name), FunctionDescriptor.of(result, parameters));
    }

    private static MethodHandle criticalCall(String name, ValueLayout argument) {
        return LINKER.downcallHandle(
                SYMBOLS.findOrThrow(name), FunctionDescriptor.of(INT, INT, argument), Linker.Option.critical(false));
    }

    private int errno() {
        return state.get(INT, ERRNO_OFFSET);
    }

    private int result(int answer) {
        return answer < 0 ? -errno() : answer;
    }

    /// What the linker declares but no call here throws.
    private static IllegalStateException impossible(Throwable e) {
        return new IllegalStateException(e);
    }

    int udpSocket(boolean ipv6) {
        try {
            return result((int)
                    SOCKET.invokeExact(state, ipv6 ? AF_INET6 : AF_INET, SOCK_DGRAM | NON_BLOCKING | CLOSE_ON_EXEC, 0));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int bind(int socket, long name, int length) {
        try {
            return result((int) BIND.invokeExact(state, socket, name, length));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int ownName(int socket, long name, int length) {
        try {
            value.set(INT, 0, length);
            return result((int) GETSOCKNAME.invokeExact(state, socket, name, value.address()));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int setOption(int socket, int level, int option, int setting) {
        try {
            value.set(INT, 0, setting);
            return result((int) SETSOCKOPT.invokeExact(state, socket, level, option, value.address(), Integer.BYTES));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int option(int socket, int level, int option) {
        try {
            value.set(INT, Long.BYTES, Integer.BYTES);
            int answer = result((int) GETSOCKOPT.invokeExact(
                    state, socket, level, option, value.address(), value.address() + Long.BYTES));
            return answer < 0 ? answer : value.get(INT, 0);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// One of the unsigned words that an option consists of.
    long optionWord(int socket, int level, int option, int index) {
        try {
            value.set(INT, 0, WORDS * Integer.BYTES);
            int answer = result(
                    (int) GETSOCKOPT.invokeExact(state, socket, level, option, words.address(), value.address()));
            return answer < 0 ? answer : Integer.toUnsignedLong(words.getAtIndex(INT, index));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// How many messages arrived; -1 when there is none, for whatever reason.
    int receive(int socket, long messages, int count) {
        try {
            return (int) RECVMMSG.invokeExact(socket, messages, count, MSG_DONTWAIT, 0L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// How many messages the kernel took; an error is always the first one's.
    int send(int socket, long messages, int count) {
        try {
            int sent = (int) SENDMMSG_BLIND.invokeExact(socket, messages, count, MSG_DONTWAIT);
            return sent >= 0 ? sent : result((int) SENDMMSG.invokeExact(state, socket, messages, count, MSG_DONTWAIT));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int sendOne(int socket, long bytes, long length, long name, int nameLength) {
        try {
            long answer = (long) SENDTO.invokeExact(state, socket, bytes, length, MSG_DONTWAIT, name, nameLength);
            return result((int) answer);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int epoll() {
        try {
            return result((int) EPOLL_CREATE1.invokeExact(state, CLOSE_ON_EXEC));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int epollControl(int epoll, int operation, int descriptor, long event) {
        try {
            return result((int) EPOLL_CTL.invokeExact(state, epoll, operation, descriptor, event));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// How many events there are; -1 when a signal came instead.
    int epollWait(int epoll, long events, int capacity, int millis) {
        try {
            return (int) EPOLL_WAIT.invokeExact(epoll, events, capacity, millis);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// [#epollWait] with a `timespec`; [Errno#ENOSYS] where the C library or the kernel does not know it.
    int epollWaitPrecisely(int epoll, long events, int capacity, long timespec) {
        if (EPOLL_PWAIT2_BLIND == null || EPOLL_PWAIT2 == null) {
            return -Errno.ENOSYS;
        }
        try {
            int count = (int) EPOLL_PWAIT2_BLIND.invokeExact(epoll, events, capacity, timespec, 0L);
            return count >= 0
                    ? count
                    : result((int) EPOLL_PWAIT2.invokeExact(state, epoll, events, capacity, timespec, 0L));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    int eventDescriptor() {
        try {
            return result((int) EVENTFD.invokeExact(state, 0, NON_BLOCKING | CLOSE_ON_EXEC));
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Makes an event descriptor readable. On any thread.
    static void notify(int descriptor) {
        try {
            int _ = (int) EVENTFD_WRITE.invokeExact(descriptor, 1L);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// Makes an event descriptor unreadable again.
    void clear(int descriptor) {
        try {
            int _ = (int) EVENTFD_READ.invokeExact(descriptor, value.address());
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    /// The clock by which the kernel says when datagrams arrived.
    long wallClockNanos() {
        try {
            int _ = (int) CLOCK_GETTIME.invokeExact(CLOCK_REALTIME, value.address());
            return value.get(LONG, 0) * NANOS_PER_SECOND + value.get(LONG, Long.BYTES);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }

    void close(int descriptor) {
        try {
            int _ = (int) CLOSE.invokeExact(state, descriptor);
        } catch (Throwable e) {
            throw impossible(e);
        }
    }
}
