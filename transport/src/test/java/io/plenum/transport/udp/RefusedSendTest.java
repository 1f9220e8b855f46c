package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import io.plenum.transport.udp.Ports.Datagram;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a native port does when the kernel refuses a message for its own sake.
class RefusedSendTest extends ScriptedPorts {
    @BeforeEach
    void assumeSegmentation() {
        kernel.assumeSegmentation(from);
    }

    @Test
    void withoutBuffersARunIsLostAndNothingElse() throws IOException {
        kernel.answerSends(-Errno.ENOBUFS);
        write(100, 1, 2, 3);
        write(200, 4);
        ports.poller().flush();
        assertEquals(List.of(datagram(4, 200)), ports.await(to, 1));
        assertEquals(3, ports.count(Counter.SEND_BUFFER_FULL));
        assertEquals(0, ports.drops(DropReason.SEND_FAILED));
        assertEquals(0, ports.count(Counter.SEND_DEFERRED));
        assertEquals(1, ports.count(Counter.DATAGRAMS_OUT));
    }

    /// As a firewall on this machine does.
    @Test
    void whatIsForbiddenIsLostAndNothingElse() throws IOException {
        kernel.answerSends(-Errno.EPERM);
        write(100, 1, 2, 3);
        write(200, 4);
        ports.poller().flush();
        assertEquals(List.of(datagram(4, 200)), ports.await(to, 1));
        assertEquals(3, ports.drops(DropReason.SEND_FAILED));
        assertEquals(0, ports.count(Counter.SEND_BUFFER_FULL));
    }

    @Test
    void aCallThatASignalEndedIsRepeated() throws IOException {
        kernel.answerSends(-Errno.EINTR);
        write(100, 1, 2);
        ports.poller().flush();
        assertEquals(List.of(datagram(1, 100), datagram(2, 100)), ports.await(to, 2));
        assertEquals(List.of(1), kernel.sent());
    }

    @Test
    void aDeviceThatDoesNotSegmentIsNotAskedAgain() throws IOException {
        kernel.refuseRuns(Errno.EIO);
        write(100, 1, 2);
        write(200, 3, 4); // has been joined before it is known
        ports.poller().flush();
        assertEquals(
                List.of(datagram(1, 100), datagram(2, 100), datagram(3, 200), datagram(4, 200)), ports.await(to, 4));
        assertEquals(List.of(), kernel.sent(), "all of it by sendto");
        write(300, 5, 6, 7);
        ports.poller().flush();
        assertEquals(List.of(datagram(5, 300), datagram(6, 300), datagram(7, 300)), ports.await(to, 3));
        assertEquals(List.of(3), kernel.sent());
        assertEquals(7, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(1_500, ports.count(Counter.BYTES_OUT));
    }

    /// Segments longer than the path's packets are refused; other peers' paths are wider.
    @ParameterizedTest
    @ValueSource(ints = {Errno.EINVAL, Errno.EMSGSIZE})
    void onANarrowPathARunGoesOneByOne(int errno) throws IOException {
        kernel.refuseRuns(errno);
        write(1_200, 1, 2, 3);
        write(300, 4);
        ports.poller().flush();
        List<Datagram> run = List.of(datagram(1, 1_200), datagram(2, 1_200), datagram(3, 1_200), datagram(4, 300));
        assertEquals(run, ports.await(to, 4));
        assertEquals(4, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(3_900, ports.count(Counter.BYTES_OUT));
        kernel.refuseRuns(0);
        write(1_200, 5, 6);
        ports.poller().flush();
        assertEquals(2, ports.await(to, 2).size());
        assertEquals(List.of(1), kernel.sent(), "the next run is one message again");
    }

    @Test
    void aRunThatGoesOneByOneWaitsForRoomAsWell() throws IOException {
        kernel.refuseRuns(Errno.EINVAL);
        kernel.answerSingles(0, -Errno.EAGAIN);
        write(100, 1, 2, 3);
        write(50, 4);
        write(200, 5);
        ports.poller().flush();
        assertEquals(1, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(4, ports.count(Counter.SEND_DEFERRED));
        List<Datagram> all =
                List.of(datagram(1, 100), datagram(2, 100), datagram(3, 100), datagram(4, 50), datagram(5, 200));
        assertEquals(all, ports.await(to, 5));
        assertEquals(5, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(550, ports.count(Counter.BYTES_OUT));
        assertEquals(0, ports.count(Counter.SEND_BUFFER_FULL));
    }

    /// What is left is one datagram, which the kernel must not be asked to cut.
    @Test
    void theLastOfARunWaitsAsItIs() throws IOException {
        kernel.refuseRuns(Errno.EINVAL);
        kernel.answerSingles(0, -Errno.EAGAIN);
        write(100, 1, 2);
        ports.poller().flush();
        assertEquals(List.of(datagram(1, 100), datagram(2, 100)), ports.await(to, 2));
        assertEquals(List.of(1), kernel.sent());
    }

    @Test
    void anotherMayJoinIt() throws IOException {
        kernel.refuseRuns(Errno.EINVAL);
        kernel.answerSingles(0, -Errno.EAGAIN);
        write(100, 1, 2);
        ports.poller().flush();
        write(100, 3);
        kernel.refuseRuns(0);
        assertEquals(List.of(datagram(1, 100), datagram(2, 100), datagram(3, 100)), ports.await(to, 3));
        assertEquals(List.of(1), kernel.sent());
    }

    @Test
    void oneOfARunMayBeRefused() throws IOException {
        kernel.refuseRuns(Errno.EINVAL);
        kernel.answerSingles(0, -Errno.EPERM, -Errno.ENOBUFS);
        write(100, 1, 2, 3, 4);
        ports.poller().flush();
        assertEquals(List.of(datagram(1, 100), datagram(4, 100)), ports.await(to, 2));
        assertEquals(1, ports.drops(DropReason.SEND_FAILED));
        assertEquals(1, ports.count(Counter.SEND_BUFFER_FULL));
        assertEquals(2, ports.count(Counter.DATAGRAMS_OUT));
    }

    private void write(int length, int... numbers) {
        for (int number : numbers) {
            Ports.write(from, number, length, to.localAddress());
        }
    }
}
