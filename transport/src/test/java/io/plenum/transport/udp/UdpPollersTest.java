package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.stats.Counters;
import java.io.IOException;
import java.lang.foreign.Arena;
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
    void whereTheBestCannotBeTheOtherIsTakenAndItIsSaidWhy() throws IOException {
        UdpPollers chosen = UdpPollers.choose(UdpIo.AUTO, OBSTACLE);
        UdpPoller poller = chosen.open(new Counters());
        poller.close();
        assertInstanceOf(NioUdpPoller.class, poller);
        assertEquals("UDP by java.nio, because the sandbox is a toy", chosen.description());
    }

    @Test
    void whereItCanItIs() throws IOException {
        UdpPollers chosen = UdpPollers.choose(UdpIo.AUTO, Optional.empty());
        UdpPoller poller = chosen.open(new Counters());
        poller.close();
        assertInstanceOf(LinuxUdpPoller.class, poller);
        assertEquals("UDP in batches by recvmmsg and sendmmsg, which this machine can do", chosen.description());
    }

    @Test
    void whoInsistsOnTheBestIsToldWhyItCannotBe() {
        IOException error = assertThrows(IOException.class, () -> UdpPollers.choose(UdpIo.NATIVE, OBSTACLE));
        assertEquals("native UDP cannot be used: the sandbox is a toy", error.getMessage());
    }
}
