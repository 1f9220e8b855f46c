package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.stats.Counters;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How a loop comes to its sockets, also where the machine does not let it have the best ones.
class UdpPollersTest {
    private static final Optional<String> OBSTACLE = Optional.of("the sandbox is a toy");

    @BeforeEach
    void onLinux() {
        Ports.assumeLinux(UdpIo.NATIVE);
    }

    @Test
    void theTrialSucceedsHere() {
        assertEquals(Optional.empty(), UdpPollers.trial(Libc::new));
    }

    @Test
    void aSandboxThatForbidsEpollIsFoundOut() {
        Optional<String> found = UdpPollers.trial(arena -> new Libc(arena) {
            @Override
            int epoll() {
                return -Errno.EPERM;
            }
        });
        assertEquals(
                Optional.of("a trial failed: java.io.IOException: cannot wait for sockets: operation not permitted"),
                found);
    }

    @Test
    void aKernelWithoutRecvmmsgIsFoundOut() {
        Optional<String> found = UdpPollers.trial(arena -> new Libc(arena) {
            @Override
            int receive(int socket, long messages, int count) {
                return -1;
            }
        });
        assertEquals(Optional.of("of 3 datagrams on trial 0 arrived"), found);
    }

    @Test
    void aSystemWithoutTheCallsIsFoundOut() {
        Optional<String> found = UdpPollers.trial(UdpPollersTest::withoutSymbols);
        assertEquals(Optional.of("a trial failed: java.util.NoSuchElementException: recvmmsg"), found);
    }

    private static Libc withoutSymbols(Arena arena) {
        throw new ExceptionInInitializerError(new NoSuchElementException("recvmmsg"));
    }

    @Test
    void whereTheBestCannotBeTheOtherIsTakenAndTheLogSaysWhy() throws IOException {
        try (LogLines log = new LogLines(UdpPollers.class)) {
            UdpPoller poller = UdpPollers.open("loop 7", UdpIo.AUTO, OBSTACLE, new Counters());
            poller.close();
            assertInstanceOf(NioUdpPoller.class, poller);
            assertEquals(List.of("INFO loop 7: UDP by java.nio, because the sandbox is a toy"), log.lines());
        }
    }

    @Test
    void whereItCanItIs() throws IOException {
        UdpPoller poller = UdpPollers.open("loop", UdpIo.AUTO, Optional.empty(), new Counters());
        poller.close();
        assertInstanceOf(LinuxUdpPoller.class, poller);
    }

    @Test
    void whoInsistsOnTheBestIsToldWhyItCannotBe() {
        IOException error =
                assertThrows(IOException.class, () -> UdpPollers.open("loop", UdpIo.NATIVE, OBSTACLE, new Counters()));
        assertEquals("native UDP cannot be used: the sandbox is a toy", error.getMessage());
    }
}
