package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What comes while nobody reads is dropped by the kernel once a port's buffer is full. It does not
/// show on the wire, so it must in the counters.
class ReceiveOverflowTest {
    /// Together several times the buffer that a port asks for.
    private static final int FLOOD = 400;

    private static final int LENGTH = 50_000;

    @Test
    void whatFindsNoRoomIsCounted() throws IOException {
        Ports.assumeLinux(UdpIo.NATIVE);
        try (Ports ports = new Ports(UdpIo.NATIVE);
                DatagramSocket peer = new DatagramSocket(new InetSocketAddress(Ports.LOOPBACK, 0))) {
            UdpPort port = ports.bind();
            UdpPort quiet = ports.bind();
            ports.poller().countOverflow();
            assertEquals(0, ports.count(Counter.RECEIVE_BUFFER_FULL));
            assertEquals(0, ports.poller().fullness());
            for (int i = 0; i < FLOOD; i++) {
                peer.send(new DatagramPacket(new byte[LENGTH], LENGTH, port.localAddress()));
            }
            ports.poller().countOverflow();
            long dropped = ports.count(Counter.RECEIVE_BUFFER_FULL);
            assertTrue(dropped > 0, "the flood was none");
            assertTrue(ports.poller().fullness() > 90, () -> ports.poller().fullness() + " % full");
            ports.read(port);
            while (ports.mayHaveLeftSome()) {
                ports.read(port);
            }
            assertEquals(FLOOD, ports.count(Counter.DATAGRAMS_IN) + dropped, "each was received or is counted");
            assertEquals(0, ports.poller().fullness());
            Ports.write(quiet, 1, 100, port.localAddress());
            ports.poller().flush();
            assertEquals(1, ports.await(port, 1).size());
            ports.poller().close(quiet);
            ports.poller().countOverflow();
            assertEquals(dropped, ports.count(Counter.RECEIVE_BUFFER_FULL), "and counted once");
        }
    }

    @Test
    void whatAPortLostBeforeItWasClosedIsCounted() throws IOException {
        Deque<Long> answers = new ArrayDeque<>(List.of(2L, 7L));
        try (Ports ports = new Ports(new Telling(answers))) {
            UdpPort port = ports.bind();
            ports.poller().countOverflow();
            ports.poller().close(port);
            ports.poller().countOverflow();
            assertEquals(7, ports.count(Counter.RECEIVE_BUFFER_FULL));
        }
    }

    @Test
    void theKernelsCountMayWrap() throws IOException {
        Deque<Long> answers = new ArrayDeque<>(List.of(0xFFFF_FFF0L, 0xFFFF_FFFEL, 3L, 3L));
        try (Ports ports = new Ports(new Telling(answers))) {
            ports.bind();
            ports.poller().countOverflow();
            long before = ports.count(Counter.RECEIVE_BUFFER_FULL);
            ports.poller().countOverflow();
            assertEquals(14, ports.count(Counter.RECEIVE_BUFFER_FULL) - before);
            ports.poller().countOverflow();
            assertEquals(19, ports.count(Counter.RECEIVE_BUFFER_FULL) - before);
        }
    }

    @Test
    void aKernelThatDoesNotTellIsNotCounted() throws IOException {
        try (Ports ports = new Ports(new Telling(new ArrayDeque<>(Collections.nCopies(3, (long) -Errno.EINVAL))))) {
            ports.bind();
            ports.poller().countOverflow();
            assertEquals(0, ports.count(Counter.RECEIVE_BUFFER_FULL));
            assertTrue(ports.poller().fullness() < 0);
        }
    }

    /// A kernel that has dropped what it is told to have.
    private static final class Telling extends Libc {
        private final Deque<Long> answers;

        Telling(Deque<Long> answers) {
            super(Arena.ofAuto());
            this.answers = answers;
        }

        @Override
        long optionWord(int socket, int level, int option, int index) {
            return answers.remove();
        }
    }
}
