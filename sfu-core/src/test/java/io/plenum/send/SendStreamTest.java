package io.plenum.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.bwe.Pacer;
import io.plenum.core.Codec;
import io.plenum.core.ExtensionMap;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.send.SendStream.Resend;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SendStreamTest {
    private static final long MS = 1_000_000L;
    private static final long ROUND_TRIP = 100 * MS;

    private final PacketPool pool = new PacketPool(5_000);
    private final PacketHistory history = new PacketHistory(PacketHistory.VIDEO_PACKETS);
    private final Pacer pacer = new Pacer(1_000_000);
    private final SendQueue queue = new SendQueue(pacer);
    private final ResendBudget budget = new ResendBudget();
    private final SlotSpec spec = new SlotSpec("1", MediaKind.VIDEO, 0, 11, 12, List.of(), ExtensionMap.EMPTY);
    private final SendStream stream = new SendStream(spec, new SplitMix64(1));
    private final Splice splice = new Splice(
            history,
            new StreamClock(new PublisherClock(), 90_000),
            ExtensionMap.EMPTY,
            5,
            Codec.Family.OPAQUE,
            96,
            97,
            0);

    /// Queues it, and lets it go out.
    private void send(long sequence) {
        queue(sequence);
        Objects.requireNonNull(stream.sent()).written(sequence, 0, 0);
    }

    private void queue(long sequence) {
        Packet packet = Objects.requireNonNull(pool.take());
        history.add(70_000 + sequence, packet, 0);
        assertTrue(stream.send(queue, packet, splice, sequence, 70_000 + sequence, 0, 0));
        packet.release();
    }

    private Resend resend(int sequence16, long atMillis) {
        return stream.resend(queue, budget, sequence16, ROUND_TRIP, atMillis * MS);
    }

    @Test
    void whatWasSentIsSentAgain() {
        send(100);
        assertEquals(Resend.QUEUED, resend(100, 10));
        assertEquals(2, queue.size());
        assertTrue(queue.resend(1));
        assertEquals(queue.packet(0), queue.packet(1));
    }

    @Test
    void whatWaitsForItsTurnIsNotSentTwice() {
        queue(100);
        assertEquals(Resend.UNDER_WAY, resend(100, 10));
    }

    /// It is sent for the first time then, not as a repetition.
    @Test
    void whatFoundNoPlaceInTheQueueCanBeAskedFor() {
        Packet packet = Objects.requireNonNull(pool.take());
        history.add(70_100, packet, 0);
        while (stream.send(queue, packet, splice, 100, 70_100, 0, 0)) {}
        assertEquals(Resend.OVER_BUDGET, resend(100, 10));
        queue.clear();
        assertEquals(Resend.QUEUED, resend(100, 20));
        assertFalse(queue.resend(pacer.poll(20 * MS)));
        assertEquals(Resend.UNDER_WAY, resend(100, 500));
        packet.release();
    }

    @Test
    void whatAnotherPictureReplacesShrinksToItsNumber() {
        send(100);
        queue(101);
        queue(102);
        queue.hollow(stream);
        SentLog log = Objects.requireNonNull(stream.sent());
        assertTrue(PictureChange.isEmpty(log.change(102)));
        assertTrue(pacer.queuedBytes() < 200, pacer.queuedBytes() + " bytes wait");
    }

    @Test
    void aRequestIsAnsweredOnceInARoundTrip() {
        send(100);
        resend(100, 10);
        assertEquals(Resend.UNDER_WAY, resend(100, 109));
        assertEquals(Resend.QUEUED, resend(100, 110));
    }

    @Test
    void whatWasNeverSentOrIsGoneIsUnavailable() {
        assertEquals(Resend.UNAVAILABLE, resend(100, 0));
        send(100);
        assertEquals(Resend.UNAVAILABLE, resend(101, 0));
        assertEquals(Resend.UNAVAILABLE, resend(40_000, 0));
        history.expire(2_000 * MS);
        assertEquals(Resend.UNAVAILABLE, resend(100, 2_000));
    }

    @Test
    void theLogGoesOverTheWrapOfTheNumbers() {
        for (long sequence = 65_500; sequence < 65_600; sequence++) {
            send(sequence);
        }
        assertEquals(Resend.QUEUED, resend(65_535, 0));
        assertEquals(Resend.QUEUED, resend(10, 0));
        assertEquals(65_546, queue.sequence(queue.size() - 1));
    }

    /// A third of what a good link carries, and one and a half seconds of that at once.
    @Test
    void aSubscriberGetsItsShareAndNoMore() {
        assertEquals(255, resentOf(400));
        assertEquals(Resend.OVER_BUDGET, resend(399, 0));
        assertEquals(Resend.QUEUED, resend(399, 6));
    }

    /// 300 kbit/s are some 30 packets in a second, and a third of those is 10.
    @Test
    void aNarrowLinkIsNotFilledWithRepairs() {
        budget.follow(300_000, false);
        assertEquals(15, resentOf(400));
        assertEquals(Resend.OVER_BUDGET, resend(399, 99));
        assertEquals(Resend.QUEUED, resend(399, 100));
    }

    @Test
    void onAFullLinkWhatTheLatestSwitchLeftBehindIsNotSentAgain() {
        send(100);
        Splice another = new Splice(
                history,
                splice.clock(),
                ExtensionMap.EMPTY,
                5,
                Codec.Family.OPAQUE,
                96,
                97,
                splice.timestampOffset() + 1);
        Packet packet = Objects.requireNonNull(pool.take());
        history.add(70_101, packet, 0);
        stream.send(queue, packet, another, 101, 70_101, 0, 0);
        packet.release();
        Objects.requireNonNull(stream.sent()).written(101, 0, 0);
        budget.follow(300_000, true);
        assertEquals(Resend.OVER_BUDGET, resend(100, 10));
        assertEquals(Resend.QUEUED, resend(101, 10));
        budget.follow(300_000, false);
        assertEquals(Resend.QUEUED, resend(100, 10));
    }

    private int resentOf(int lost) {
        for (long sequence = 1; sequence <= lost; sequence++) {
            send(sequence);
        }
        int queued = 0;
        for (int sequence = 1; sequence <= lost; sequence++) {
            queued += resend(sequence, 0) == Resend.QUEUED ? 1 : 0;
        }
        return queued;
    }

    @Test
    void theFirstNumbersAreWellBelowTheMiddle() {
        for (long seed = 0; seed < 1_000; seed++) {
            long first = new SendStream(spec, new SplitMix64(seed)).firstSequence();
            assertTrue(first > 0 && first <= 4_096, "seed " + seed + " gives " + first);
        }
    }

    @Test
    void theQueueIsBoundedAndLetsGo() {
        Packet packet = Objects.requireNonNull(pool.take());
        int taken = 0;
        while (queue.add(stream, packet, taken, false, 0)) {
            taken++;
        }
        assertEquals(SendQueue.LIMIT, taken);
        assertEquals(1, queue.takeRefused());
        queue.clear();
        assertEquals(0, queue.size());
        assertEquals(Pacer.NONE, pacer.poll(0));
        packet.release();
        assertEquals(0, pool.inUse());
        assertNotNull(pool.take());
    }
}
