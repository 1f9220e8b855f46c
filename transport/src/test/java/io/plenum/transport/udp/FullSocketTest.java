package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counter;
import io.plenum.transport.udp.Ports.Datagram;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a native port does when the kernel has no room for what it sends.
class FullSocketTest extends ScriptedPorts {
    /// Bytes and messages that may wait for one socket.
    private static final int QUEUE_BYTES = 256 << 10;

    private static final int QUEUE_MESSAGES = 256;

    /// Sockets that may be full at the same time.
    private static final int QUEUES = 64;

    private static final long QUIET_NANOS = 5_000_000;

    @Test
    void whatFindsNoRoomWaitsForItInOrder() throws IOException {
        kernel.fill(from);
        write(1, 100);
        write(2, 100);
        write(3, 300);
        ports.poller().flush();
        write(4, 200);
        ports.poller().flush();
        assertEquals(List.of(), ports.ready(0), "there is still no room");
        assertEquals(0, ports.count(Counter.DATAGRAMS_OUT));
        kernel.drain();
        assertEquals(
                List.of(datagram(1, 100), datagram(2, 100), datagram(3, 300), datagram(4, 200)), ports.await(to, 4));
        assertEquals(4, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(700, ports.count(Counter.BYTES_OUT));
        assertEquals(4, ports.count(Counter.SEND_DEFERRED), "what came behind a full socket waited too");
        assertEquals(0, ports.count(Counter.SEND_BUFFER_FULL));
        assertWaits();
    }

    @Test
    void whatTheKernelTookIsNotSentAgain() throws IOException {
        kernel.answerSends(2, -Errno.EAGAIN);
        for (int number = 1; number <= 5; number++) {
            write(number, 100 * number); // each longer than the one before, so each is a message
        }
        ports.poller().flush();
        assertEquals(2, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(3, ports.count(Counter.SEND_DEFERRED));
        List<Datagram> arrived = ports.await(to, 5);
        assertEquals(
                List.of(datagram(1, 100), datagram(2, 200), datagram(3, 300), datagram(4, 400), datagram(5, 500)),
                arrived);
        assertEquals(List.of(), ports.read(to));
        assertEquals(List.of(2, 3), kernel.sent());
        assertWaits();
    }

    /// The room that epoll tells of may be too little.
    @Test
    void roomForSomeIsUsed() throws IOException {
        kernel.answerSends(-Errno.EAGAIN, 1, -Errno.EAGAIN, 1, -Errno.EAGAIN);
        for (int number = 1; number <= 4; number++) {
            write(number, 100 * number);
        }
        ports.poller().flush();
        assertEquals(
                List.of(datagram(1, 100), datagram(2, 200), datagram(3, 300), datagram(4, 400)), ports.await(to, 4));
        assertEquals(List.of(1, 1, 2), kernel.sent());
        assertEquals(4, ports.count(Counter.SEND_DEFERRED));
    }

    @Test
    void moreBytesThanMayWaitAreLostAndCounted() throws IOException {
        kernel.assumeSegmentation(from); // or messages are what there is no room for
        int length = 1_000;
        int held = QUEUE_BYTES / length;
        List<UdpPort> receivers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            receivers.add(ports.bind());
        }
        kernel.fill(from);
        for (int i = 0; i < 320; i++) { // 40 to each, so that no receiver's buffer is too small
            Ports.write(from, i % 100, length, receivers.get(i / 40).localAddress());
        }
        ports.poller().flush();
        assertEquals(320 - held, ports.count(Counter.SEND_BUFFER_FULL));
        assertEquals(held, ports.count(Counter.SEND_DEFERRED));
        kernel.drain();
        ports.ready(Ports.SECOND);
        assertEquals(held, ports.count(Counter.DATAGRAMS_OUT));
        List<Integer> numbers = new ArrayList<>();
        for (UdpPort receiver : receivers) {
            ports.read(receiver).forEach(datagram -> numbers.add(datagram.number()));
        }
        assertEquals(held, numbers.size());
        for (int i = 0; i < held; i++) {
            assertEquals(i % 100, numbers.get(i));
        }
    }

    /// The kernel tells of room only when half of the buffer is free; until then each turn tries.
    @Test
    void eachTurnTriesAgainWithoutBeingTold() throws IOException {
        kernel.fill(from);
        write(1, 100);
        ports.poller().flush();
        kernel.drain();
        write(2, 100);
        ports.poller().flush();
        assertEquals(2, ports.count(Counter.DATAGRAMS_OUT));
        assertEquals(List.of(datagram(1, 100), datagram(2, 100)), ports.await(to, 2));
        assertWaits();
    }

    @Test
    void eachTurnTriesAgainThoughNothingNewWasWritten() {
        kernel.fill(from);
        write(1, 100);
        ports.poller().flush();
        kernel.drain();
        ports.poller().flush();
        assertEquals(1, ports.count(Counter.DATAGRAMS_OUT));
    }

    @Test
    void picturesLeaveRoomForTheRest() throws IOException {
        kernel.assumeSegmentation(from); // or messages are what there is no room for
        int length = 1_000;
        Destination there = new Destination(to.localAddress());
        kernel.fill(from);
        int pictures = 0;
        while (commit(1, length, there, false)) {
            pictures++;
        }
        int bytesLeft = QUEUE_BYTES - pictures * length;
        assertTrue(bytesLeft >= QUEUE_BYTES / 8 && pictures > 0, pictures + " pictures");
        int rest = 0;
        while (commit(2, length, there, true)) {
            rest++;
        }
        assertEquals(bytesLeft / length, rest);
        assertEquals(2, ports.count(Counter.SEND_BUFFER_FULL), "one of each found no room");
        ports.poller().flush();
        kernel.drain();
        ports.poller().flush();
        assertEquals(pictures + rest, ports.count(Counter.DATAGRAMS_OUT));
    }

    @Test
    void smallPicturesLeaveMessagesForTheRest() {
        Destination there = new Destination(to.localAddress());
        kernel.fill(from);
        for (int i = 0; i < QUEUE_MESSAGES; i++) {
            commit(0, 0, there, false);
        }
        assertEquals(QUEUE_MESSAGES / 8, ports.count(Counter.SEND_BUFFER_FULL));
        assertTrue(commit(0, 0, there, true));
    }

    /// False when there is no room.
    private boolean commit(int number, int length, Destination there, boolean urgent) {
        MemorySegment room = from.reserve(length, there, urgent);
        if (room == null) {
            return false;
        }
        room.asSlice(from.reservedOffset(), length).fill((byte) number);
        from.commit(length, there);
        return true;
    }

    @Test
    void moreMessagesThanMayWaitAreLostAndCounted() throws IOException {
        kernel.fill(from);
        writeEmpty(300);
        ports.poller().flush();
        assertEquals(300 - QUEUE_MESSAGES, ports.count(Counter.SEND_BUFFER_FULL));
        assertEquals(QUEUE_MESSAGES, ports.count(Counter.SEND_DEFERRED));
        kernel.drain();
        assertEquals(QUEUE_MESSAGES, ports.await(to, QUEUE_MESSAGES).size());
        assertEquals(List.of(), ports.read(to));
        writeEmpty(QUEUE_MESSAGES);
        ports.poller().flush();
        assertEquals(QUEUE_MESSAGES, ports.await(to, QUEUE_MESSAGES).size(), "there is room for as many as before");
        assertEquals(300 - QUEUE_MESSAGES, ports.count(Counter.SEND_BUFFER_FULL));
        assertWaits();
    }

    /// Empty datagrams are no run, so each is a message.
    private void writeEmpty(int datagrams) {
        for (int i = 0; i < datagrams; i++) {
            write(0, 0);
        }
    }

    @Test
    void aFullSocketHoldsUpNoOther() throws IOException {
        UdpPort other = ports.bind();
        kernel.fill(from);
        write(1, 100);
        Ports.write(other, 2, 100, to.localAddress());
        ports.poller().flush();
        assertEquals(List.of(new Datagram(other.localAddress(), 2, 100)), ports.await(to, 1));
        write(3, 100);
        ports.poller().flush();
        kernel.drain();
        assertEquals(List.of(datagram(1, 100), datagram(3, 100)), ports.await(to, 2));
    }

    @Test
    void whenVeryManySocketsAreFullTheRestLoses() throws IOException {
        List<UdpPort> senders = new ArrayList<>();
        for (int i = 0; i <= QUEUES; i++) {
            senders.add(ports.bind());
            kernel.fill(senders.getLast());
            Ports.write(senders.getLast(), i, 100, to.localAddress());
        }
        ports.poller().flush();
        assertEquals(1, ports.count(Counter.SEND_BUFFER_FULL));
        assertEquals(QUEUES, ports.count(Counter.SEND_DEFERRED));
        kernel.drain();
        assertEquals(QUEUES, ports.await(to, QUEUES).size());
        Ports.write(senders.getLast(), 1, 100, to.localAddress());
        ports.poller().flush();
        assertEquals(
                senders.getLast().localAddress(), ports.await(to, 1).getFirst().source());
    }

    /// Queues of sockets that have room come free at once, so however many write in one turn lose nothing.
    @Test
    void morePortsThanThereAreQueuesAllWrite() throws IOException {
        for (int i = 0; i <= QUEUES; i++) {
            Ports.write(ports.bind(), i, 100, to.localAddress());
        }
        ports.poller().flush();
        assertEquals(QUEUES + 1, ports.await(to, QUEUES + 1).size());
        assertEquals(0, ports.count(Counter.SEND_BUFFER_FULL));
    }

    @Test
    void whatWaitsForAPortThatIsClosedIsLostAndCounted() throws IOException {
        kernel.fill(from);
        write(1, 100);
        write(2, 100);
        ports.poller().flush();
        ports.poller().close(from);
        kernel.drain();
        assertEquals(2, ports.count(Counter.SEND_BUFFER_FULL));
        UdpPort next = ports.bind();
        Ports.write(next, 3, 100, to.localAddress());
        ports.poller().flush();
        assertEquals(List.of(new Datagram(next.localAddress(), 3, 100)), ports.await(to, 1));
        assertEquals(1, ports.count(Counter.DATAGRAMS_OUT));
        assertWaits();
    }

    private void write(int number, int length) {
        Ports.write(from, number, length, to.localAddress());
    }

    /// Nobody is told of room any more who has nothing to send: the loop would spin.
    private void assertWaits() throws IOException {
        long before = System.nanoTime();
        assertEquals(List.of(), ports.ready(QUIET_NANOS));
        assertTrue(System.nanoTime() - before >= QUIET_NANOS);
    }
}
