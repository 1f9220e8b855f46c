package io.plenum.transport.udp;

import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/// Datagrams of one port on their way into the kernel, oldest first.
///
/// They lie one behind the other, so a run of equal-sized ones to one peer is a single message, which the kernel
/// cuts up again (UDP_SEGMENT): its path is then walked once for all of them, which nearly halves the cost of
/// sending two. The kernel cuts by one size only, hence: all of one size, and only the last may be shorter.
///
/// When the socket's buffer is full the rest waits here for room. The queue is the bound of that wait: 2 ms of
/// traffic at 1 Gbit/s. What does not fit is counted and lost; a longer queue would be late media instead of lost
/// media.
final class SendQueue {
    private static final int BYTES = 256 << 10;

    private static final int MESSAGES = 256;

    /// The part of both that pictures leave free. Voices of a whole room, checks of connections and what receivers
    /// are told are together less than that of what a server sends, and they must not wait or fall behind pictures.
    private static final int RESERVE = 8;

    /// Enough for one system call: more in one save nothing that can be measured, and would only leave later.
    private static final int PLENTY = 32 << 10;

    /// `UDP_MAX_SEGMENTS` of the kernels before 6.9.
    private static final int MAX_SEGMENTS = 64;

    /// The most that fits into one IPv6 or IPv4 packet before it is cut.
    private static final int MAX_RUN = 65_487;

    private final Libc libc;
    private final Counters counters;
    private final MessageTable messages;
    private final MemorySegment bytes;
    private final int[] starts = new int[MESSAGES];
    private final int[] lengths = new int[MESSAGES];
    private final int[] segments = new int[MESSAGES];
    private final int[] datagrams = new int[MESSAGES];
    /// How many messages there are, how many of them the kernel has taken, and how many bytes are in use.
    private int count;

    private int sent;
    private int tail;
    /// Where the last message goes.
    private @Nullable Destination lastTo;

    SendQueue(Libc libc, Arena arena, Counters counters) {
        this.libc = libc;
        this.counters = counters;
        messages = new MessageTable(arena, MESSAGES);
        bytes = arena.allocate(BYTES, Long.BYTES);
    }

    /// Whether it should be flushed before this is added: there is no room, or there is enough for one system call
    /// and the run to one peer is over.
    boolean isRipe(int length, Destination to, boolean urgent) {
        return !holds(length, urgent) || (tail >= PLENTY && to != lastTo);
    }

    /// @param urgent whether it may take what pictures leave free
    boolean holds(int length, boolean urgent) {
        int bytes = urgent ? BYTES : BYTES - BYTES / RESERVE;
        int messages = urgent ? MESSAGES : MESSAGES - MESSAGES / RESERVE;
        return length <= bytes - tail && count < messages;
    }

    /// Where datagrams lie; the next one begins at [#reservedOffset].
    MemorySegment memory() {
        return bytes;
    }

    long reservedOffset() {
        return tail;
    }

    /// Takes in what was written at [#reservedOffset], for which there [was room][#holds].
    void add(int length, Destination to, boolean segmentation) {
        if (segmentation && count > 0 && to == lastTo && extendsLast(length)) {
            extendLast(length);
        } else {
            begin(length, to);
        }
        tail += length;
    }

    private boolean extendsLast(int length) {
        int last = count - 1;
        return length > 0
                && length <= segments[last]
                && lengths[last] == segments[last] * datagrams[last] // else it has its shorter end already
                && lengths[last] + length <= MAX_RUN
                && datagrams[last] < MAX_SEGMENTS;
    }

    private void extendLast(int length) {
        int last = count - 1;
        if (datagrams[last]++ == 1) {
            messages.cut(last, segments[last]);
        }
        lengths[last] += length;
        messages.length(last, lengths[last]);
    }

    private void begin(int length, Destination to) {
        int message = count++;
        starts[message] = tail;
        lengths[message] = length;
        segments[message] = length;
        datagrams[message] = 1;
        lastTo = to;
        messages.buffer(message, bytes.address() + tail);
        messages.length(message, length);
        messages.begin(message, to.sockaddr());
    }

    /// Hands everything to the kernel; false when a rest must wait for room in the socket's buffer.
    boolean flush(LinuxSocket socket) {
        while (sent < count) {
            int taken = libc.send(socket.descriptor(), messages.address(sent), count - sent);
            if (taken > 0) {
                gone(taken);
            } else if (taken == -Errno.EAGAIN || (taken != -Errno.EINTR && !refused(socket, -taken))) {
                return false;
            }
        }
        clear();
        return true;
    }

    private void gone(int taken) {
        for (int i = 0; i < taken; i++, sent++) {
            counters.add(Counter.DATAGRAMS_OUT, datagrams[sent]);
            counters.add(Counter.BYTES_OUT, lengths[sent]);
        }
    }

    /// The first message was refused for its own sake; those behind it must not suffer from that.
    ///
    /// @return false when what is left of it must wait for room
    private boolean refused(LinuxSocket socket, int errno) {
        if (datagrams[sent] > 1 && socket.cannotCut(errno)) {
            if (!sendApart(socket)) {
                shorten();
                return false;
            }
        } else {
            lost(errno, datagrams[sent]);
        }
        sent++;
        return true;
    }

    /// The device or the path does not take this run in one piece; single datagrams it does, in fragments if need
    /// be. False when there is no room for the rest.
    private boolean sendApart(LinuxSocket socket) {
        while (datagrams[sent] > 0) {
            int length = Math.min(segments[sent], lengths[sent]);
            int taken = libc.sendOne(
                    socket.descriptor(),
                    bytes.address() + starts[sent],
                    length,
                    messages.nameAddress(sent),
                    messages.nameLength(sent));
            if (taken == -Errno.EAGAIN) {
                return false;
            }
            if (taken >= 0) {
                counters.count(Counter.DATAGRAMS_OUT);
                counters.add(Counter.BYTES_OUT, length);
            } else {
                lost(-taken, 1);
            }
            datagrams[sent]--;
            starts[sent] += length;
            lengths[sent] -= length;
        }
        return true;
    }

    /// The first message is from now on what is left of it.
    private void shorten() {
        messages.buffer(sent, bytes.address() + starts[sent]);
        messages.length(sent, lengths[sent]);
        if (datagrams[sent] == 1) {
            messages.whole(sent);
        }
    }

    private void lost(int errno, int datagrams) {
        if (errno == Errno.ENOBUFS) {
            counters.add(Counter.SEND_BUFFER_FULL, datagrams);
        } else {
            counters.drop(DropReason.SEND_FAILED, datagrams); // no route to this peer: its liveness check will end it
        }
    }

    /// Datagrams that wait.
    int waiting() {
        int waiting = 0;
        for (int i = sent; i < count; i++) {
            waiting += datagrams[i];
        }
        return waiting;
    }

    void clear() {
        count = 0;
        sent = 0;
        tail = 0;
        lastTo = null;
    }
}
