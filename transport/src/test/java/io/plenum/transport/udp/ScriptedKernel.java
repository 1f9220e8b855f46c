package io.plenum.transport.udp;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;

/// The real kernel, but for the answers a test has laid out; it also remembers how many messages each
/// call took.
final class ScriptedKernel extends Libc {
    /// Of a `mmsghdr`.
    private static final int HEADER_SIZE = 64;

    private static final int CONTROL_LENGTH = 40;

    private final Deque<Integer> sendAnswers = new ArrayDeque<>();
    private final Deque<Integer> singleAnswers = new ArrayDeque<>();
    private final Set<Integer> full = new HashSet<>();
    private final List<Integer> sent = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private int runRefusal;

    ScriptedKernel() {
        super(Arena.ofAuto());
    }

    /// What the next sendmmsg calls do: take so many messages at most, or refuse the first with this
    /// error (negated).
    void answerSends(Integer... answers) {
        sendAnswers.addAll(Arrays.asList(answers));
    }

    /// What the next sendto calls do: refuse with this error (negated), or do as they should (0).
    void answerSingles(Integer... answers) {
        singleAnswers.addAll(Arrays.asList(answers));
    }

    /// From now on messages that should be cut are refused: by the device (EIO), or because the path is
    /// too narrow.
    void refuseRuns(int errno) {
        runRefusal = errno;
    }

    /// From now on there is no room in this port's buffer.
    void fill(UdpPort port) {
        full.add(descriptor(port));
    }

    /// There is room for everybody again.
    void drain() {
        full.clear();
    }

    private static int descriptor(UdpPort port) {
        return ((LinuxUdpPort) port).socket().descriptor();
    }

    /// For tests of runs; what the port thinks is not asked.
    void assumeSegmentation(UdpPort port) {
        int answer = option(descriptor(port), MessageTable.SOL_UDP, MessageTable.UDP_SEGMENT);
        Assumptions.assumeTrue(answer >= 0, "this kernel does not segment UDP");
    }

    /// How many messages each sendmmsg took.
    List<Integer> sent() {
        return sent;
    }

    /// How many messages each recvmmsg brought.
    List<Integer> received() {
        return received;
    }

    @Override
    int send(int socket, long messages, int count) {
        if (full.contains(socket)) {
            return -Errno.EAGAIN;
        }
        int answer = sendAnswers.isEmpty() ? count : sendAnswers.remove();
        int limit = runRefusal == 0 ? Math.min(answer, count) : Math.min(answer, wholeAtFront(messages, count));
        if (limit <= 0) {
            return limit < 0 ? limit : -runRefusal;
        }
        int taken = super.send(socket, messages, limit);
        sent.add(taken);
        return taken;
    }

    /// How many messages come before the first that the kernel should cut.
    private static int wholeAtFront(long messages, int count) {
        int whole = 0;
        while (whole < count && controlLength(messages + (long) whole * HEADER_SIZE) == 0) {
            whole++;
        }
        return whole;
    }

    @SuppressWarnings("restricted") // the address is one that the kernel would read at
    private static long controlLength(long header) {
        return MemorySegment.ofAddress(header).reinterpret(HEADER_SIZE).get(ValueLayout.JAVA_LONG, CONTROL_LENGTH);
    }

    @Override
    int sendOne(int socket, long bytes, long length, long name, int nameLength) {
        int answer = singleAnswers.isEmpty() ? 0 : singleAnswers.remove();
        return answer < 0 ? answer : super.sendOne(socket, bytes, length, name, nameLength);
    }

    @Override
    int receive(int socket, long messages, int count) {
        int arrived = super.receive(socket, messages, count);
        if (arrived > 0) {
            received.add(arrived);
        }
        return arrived;
    }
}
