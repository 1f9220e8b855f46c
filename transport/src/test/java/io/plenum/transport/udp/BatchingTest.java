package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.transport.udp.Ports.Datagram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a native port is for: one message for a run of datagrams to one peer, one call for messages to
/// many, and a run that comes in one piece taken apart.
class BatchingTest extends ScriptedPorts {
    @BeforeEach
    void assumeSegmentation() {
        kernel.assumeSegmentation(from);
    }

    @Test
    void aRunToOnePeerIsOneMessageBothWays() throws IOException {
        List<Datagram> run = new ArrayList<>();
        for (int number = 0; number < 10; number++) {
            run.add(write(from, number, 1_200));
        }
        run.add(write(from, 10, 700)); // the last may be shorter
        ports.poller().flush();
        assertEquals(List.of(1), kernel.sent());
        assertEquals(run, ports.read(to));
        assertEquals(List.of(1), kernel.received());
    }

    @Test
    void anotherSizeBeginsAnotherMessage() throws IOException {
        List<Datagram> all = new ArrayList<>();
        for (int length : new int[] {500, 500, 400, 400, 900, 900, 901}) {
            all.add(write(from, all.size(), length));
        }
        ports.poller().flush();
        assertEquals(List.of(4), kernel.sent(), "500 500 400, 400, 900 900, 901");
        assertEquals(all, ports.read(to));
        assertEquals(List.of(4), kernel.received());
    }

    /// The kernel takes 64 datagrams and 64 KB in one message.
    @Test
    void aLongRunIsSeveralMessages() throws IOException {
        writeRun(65, 10);
        ports.poller().flush();
        assertEquals(List.of(2), kernel.sent());
        assertEquals(65, ports.read(to).size());
        writeRun(55, 1_200);
        ports.poller().flush();
        assertEquals(List.of(2, 2), kernel.sent(), "54 are 64,800 bytes");
        assertEquals(55, ports.read(to).size());
        assertEquals(List.of(2, 2), kernel.received());
    }

    /// Each call takes 32 KB and what completes the last run.
    @Test
    void messagesToManyPeersLeaveInOneCall() throws IOException {
        List<UdpPort> receivers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            receivers.add(ports.bind());
            Ports.write(from, 1, 1_000, receivers.getLast().localAddress());
            Ports.write(from, 2, 1_000, receivers.getLast().localAddress());
        }
        assertEquals(List.of(17), kernel.sent(), "enough for a call does not wait for the turn's end");
        ports.poller().flush();
        assertEquals(List.of(17, 3), kernel.sent());
        List<Datagram> both =
                List.of(new Datagram(from.localAddress(), 1, 1_000), new Datagram(from.localAddress(), 2, 1_000));
        for (UdpPort receiver : receivers) {
            assertEquals(both, ports.read(receiver));
        }
    }

    /// People come by several addresses, and the engine serves them in its own order.
    @Test
    void portsThatWriteByTurnsTakeOneCallEach() throws IOException {
        UdpPort other = ports.bind();
        List<Datagram> ofOne = new ArrayList<>();
        List<Datagram> ofOther = new ArrayList<>();
        for (int number = 1; number <= 3; number++) {
            ofOne.add(write(from, number, 100 * number));
            ofOther.add(write(other, number, 200 * number));
        }
        assertEquals(List.of(), kernel.sent());
        ports.poller().flush();
        assertEquals(List.of(3, 3), kernel.sent());
        ofOne.addAll(ofOther);
        assertEquals(ofOne, ports.read(to));
    }

    /// The load's participants flush each, whether they had something to say or not.
    @Test
    void aFlushOfNothingIsNoCall() {
        ports.poller().flush();
        assertEquals(List.of(), kernel.sent());
        write(from, 1, 100);
        ports.poller().flush();
        ports.poller().flush();
        assertEquals(List.of(1), kernel.sent());
    }

    @Test
    void runsOfSeveralPeersAreTakenApartEachWithItsSource() throws IOException {
        UdpPort other = ports.bind();
        List<Datagram> all = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            all.add(write(from, number, 300));
        }
        all.add(write(from, 9, 1_500));
        for (int number = 0; number < 3; number++) {
            all.add(write(other, number, 1_400));
        }
        all.add(write(other, 3, 1));
        ports.poller().flush();
        assertEquals(all, ports.read(to));
        assertEquals(List.of(3), kernel.received());
    }

    private void writeRun(int datagrams, int length) {
        for (int number = 0; number < datagrams; number++) {
            write(from, number, length);
        }
    }

    private Datagram write(UdpPort sender, int number, int length) {
        Ports.write(sender, number, length, to.localAddress());
        return new Datagram(sender.localAddress(), number, length);
    }
}
