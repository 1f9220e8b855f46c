package io.plenum.transport.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/// The array of `mmsghdr` that recvmmsg and sendmmsg take, each with one buffer, one address and one control message:
/// the size of the segments (UDP_SEGMENT, UDP_GRO), and beside it the time of arrival where it is asked for. The
/// layouts are those of 64-bit Linux.
final class MessageTable {
    private static final int HEADER_SIZE = 64;
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 8;
    private static final int VECTOR = 16;
    private static final int VECTOR_COUNT = 24;
    private static final int CONTROL = 32;
    private static final int CONTROL_LENGTH = 40;
    private static final int FLAGS = 48;
    private static final int TRANSFERRED = 56;

    private static final int VECTOR_SIZE = 16;
    private static final int VECTOR_LENGTH = 8;

    /// A `cmsghdr` and an `int`, in whole words: the size of segments.
    private static final int SIZE_SPACE = 24;

    /// That, and one with a `timespec`.
    private static final int CONTROL_SPACE = SIZE_SPACE + 32;

    private static final int CONTROL_LEVEL = 8;
    private static final int CONTROL_TYPE = 12;
    private static final int CONTROL_DATA = 16;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final long ABSENT = -1;

    static final int SOL_SOCKET = 1;
    static final int SO_TIMESTAMPNS = 35;
    static final int SOL_UDP = 17;
    static final int UDP_SEGMENT = 103;
    static final int UDP_GRO = 104;

    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfShort SHORT = ValueLayout.JAVA_SHORT;

    private final MemorySegment headers;
    private final MemorySegment vectors;
    private final MemorySegment names;
    private final MemorySegment controls;

    MessageTable(Arena arena, int messages) {
        headers = arena.allocate((long) messages * HEADER_SIZE, Long.BYTES);
        vectors = arena.allocate((long) messages * VECTOR_SIZE, Long.BYTES);
        names = arena.allocate((long) messages * Sockaddr.SPACE, Long.BYTES);
        controls = arena.allocate((long) messages * CONTROL_SPACE, Long.BYTES);
        for (int i = 0; i < messages; i++) {
            headers.set(LONG, header(i) + NAME, nameAddress(i));
            headers.set(LONG, header(i) + VECTOR, vectors.address() + vector(i));
            headers.set(LONG, header(i) + VECTOR_COUNT, 1);
            headers.set(LONG, header(i) + CONTROL, controls.address() + control(i));
        }
    }

    private static long header(int message) {
        return (long) message * HEADER_SIZE;
    }

    private static long vector(int message) {
        return (long) message * VECTOR_SIZE;
    }

    private static long name(int message) {
        return (long) message * Sockaddr.SPACE;
    }

    private static long control(int message) {
        return (long) message * CONTROL_SPACE;
    }

    long address() {
        return headers.address();
    }

    long address(int message) {
        return headers.address() + header(message);
    }

    void buffer(int message, long address) {
        vectors.set(LONG, vector(message), address);
    }

    void length(int message, int bytes) {
        vectors.set(LONG, vector(message) + VECTOR_LENGTH, bytes);
    }

    /// Makes a message ready to be received: what the kernel overwrote last time is put back.
    void expect(int message) {
        headers.set(INT, header(message) + NAME_LENGTH, Sockaddr.SPACE);
        headers.set(LONG, header(message) + CONTROL_LENGTH, CONTROL_SPACE);
        headers.set(INT, header(message) + FLAGS, 0);
    }

    InetSocketAddress name(int message, SourceTable sources) {
        return sources.at(names, name(message));
    }

    int transferred(int message) {
        return headers.get(INT, header(message) + TRANSFERRED);
    }

    /// The size of the datagrams that were joined; 0 when it is one.
    int receivedSegment(int message) {
        long data = find(message, SOL_UDP, UDP_GRO);
        return data == ABSENT ? 0 : controls.get(INT, data);
    }

    /// When the message arrived, on the kernel's wall clock; what is given where it does not say.
    long arrivedNanos(int message, long otherwise) {
        long data = find(message, SOL_SOCKET, SO_TIMESTAMPNS);
        return data == ABSENT
                ? otherwise
                : controls.get(LONG, data) * NANOS_PER_SECOND + controls.get(LONG, data + Long.BYTES);
    }

    /// Where the data of a control message is; [#ABSENT] when there is none of this kind.
    private long find(int message, int level, int type) {
        long end = control(message) + headers.get(LONG, header(message) + CONTROL_LENGTH);
        for (long at = control(message); at + CONTROL_DATA < end; at += (controls.get(LONG, at) + 7) & -8) {
            if (controls.get(INT, at + CONTROL_LEVEL) == level && controls.get(INT, at + CONTROL_TYPE) == type) {
                return at + CONTROL_DATA;
            }
        }
        return ABSENT;
    }

    /// Makes a message ready to be sent to an address, in one piece.
    void begin(int message, Sockaddr to) {
        to.write(names, name(message));
        headers.set(INT, header(message) + NAME_LENGTH, to.length());
        whole(message);
    }

    /// Has the kernel send a message as one datagram.
    void whole(int message) {
        headers.set(LONG, header(message) + CONTROL_LENGTH, 0);
    }

    /// Has the kernel cut a message into datagrams of this size.
    void cut(int message, int segment) {
        long control = control(message);
        controls.set(LONG, control, CONTROL_DATA + Short.BYTES);
        controls.set(INT, control + CONTROL_LEVEL, SOL_UDP);
        controls.set(INT, control + CONTROL_TYPE, UDP_SEGMENT);
        controls.set(SHORT, control + CONTROL_DATA, (short) segment);
        headers.set(LONG, header(message) + CONTROL_LENGTH, SIZE_SPACE);
    }

    long nameAddress(int message) {
        return names.address() + name(message);
    }

    int nameLength(int message) {
        return headers.get(INT, header(message) + NAME_LENGTH);
    }
}
