package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PacerTest {
    private static final long TARGET = 1_000_000;
    private static final long START = Units.SECOND;
    private static final int SIZE = 1_000;

    private final Pacer pacer = new Pacer(TARGET);

    /// When the last of the packets queued leaves, if the pacer is polled exactly when it says.
    private long drain() {
        long now = START;
        long last = now;
        while (pacer.nextDeadline() != Long.MAX_VALUE) {
            now = Math.max(now, pacer.nextDeadline());
            while (pacer.poll(now) != Pacer.NONE) {
                last = now;
            }
        }
        return last - START;
    }

    @Test
    void spreadsAKeyFrameAtTwoAndAHalfTimesTheTarget() {
        for (int i = 0; i < 100; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, START);
        }
        long expected = Units.nanos(100 * SIZE, 5 * TARGET / 2);
        assertEquals(Units.millis(expected), Units.millis(drain()), 10);
    }

    @Test
    void goesFasterRatherThanHoldingMediaForLong() {
        for (int i = 0; i < 1_000; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, START);
        }
        assertTrue(drain() <= 405 * Units.MILLISECOND);
    }

    @Test
    void audioPassesEverythingAndRetransmissionsPassVideo() {
        for (int i = 0; i < 20; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, START);
        }
        while (pacer.poll(START) != Pacer.NONE) {}
        pacer.enqueue(PacketPriority.RETRANSMISSION, 100, SIZE, START);
        pacer.enqueue(PacketPriority.AUDIO, 200, 100, START);
        assertEquals(200, pacer.poll(START));
        assertEquals(Pacer.NONE, pacer.poll(START));
        assertEquals(100, pacer.poll(pacer.nextDeadline()));
    }

    @Test
    void nothingIsDueBeforeTheDeadlineAndSomethingAtIt() {
        for (int i = 0; i < 50; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, START);
        }
        while (pacer.poll(START) != Pacer.NONE) {}
        long deadline = pacer.nextDeadline();
        assertTrue(deadline > START);
        assertEquals(Pacer.NONE, pacer.poll(START));
        assertEquals(0, deadline % Units.MILLISECOND);
        assertTrue(pacer.poll(deadline) >= 0);
    }

    @Test
    void aProbeIsMediaFirstAndPaddingThen() {
        ProbeCluster cluster = new ProbeCluster();
        cluster.set(7, 8_000_000, 10_000, 5);
        pacer.enqueue(PacketPriority.VIDEO, 1, SIZE, START);
        assertTrue(pacer.readyToProbe());
        pacer.probe(cluster);
        assertFalse(pacer.readyToProbe());

        assertEquals(1, pacer.poll(START));
        assertEquals(7, pacer.polledCluster());
        long sent = SIZE;
        long now = START;
        while (!pacer.readyToProbe()) {
            now = Math.max(now, pacer.nextDeadline());
            assertEquals(Pacer.PADDING, pacer.poll(now));
            sent += pacer.paddingBytes();
            pacer.padded(pacer.paddingBytes(), now);
        }
        assertTrue(sent >= 10_000 && sent <= 12_000, "sent " + sent);
        assertEquals(10, Units.millis(now - START), 3);
    }

    @Test
    void aProbeWithoutPaddingEnds() {
        ProbeCluster cluster = new ProbeCluster();
        cluster.set(7, 8_000_000, 10_000, 5);
        pacer.probe(cluster);
        assertEquals(Pacer.PADDING, pacer.poll(START));
        pacer.noPadding();
        assertTrue(pacer.readyToProbe());
        assertEquals(Long.MAX_VALUE, pacer.nextDeadline());
    }

    @Test
    void aWholeFrameLeavesAtOnceWhereThereIsRoom() {
        for (int i = 0; i < 10; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, START);
        }
        assertTrue(leavingAt(START) < 5);
        drain();
        pacer.spare(true);
        for (int i = 0; i < 10; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, 2 * START);
        }
        assertEquals(10, leavingAt(2 * START));
    }

    private int leavingAt(long now) {
        int count = 0;
        while (pacer.poll(now) != Pacer.NONE) {
            assertEquals(0, pacer.polledWaitNanos());
            count++;
        }
        return count;
    }

    @Test
    void whatShrinksIsNotWaitedForAsLong() {
        for (int i = 0; i < 100; i++) {
            pacer.enqueue(PacketPriority.VIDEO, i, SIZE, START);
        }
        for (int i = 0; i < pacer.waitingVideo(); i++) {
            assertEquals(i, pacer.videoHandle(i));
            pacer.resizeVideo(i, 40);
        }
        assertEquals(100 * 40, pacer.queuedBytes());
        assertTrue(drain() <= 10 * Units.MILLISECOND);
    }

    @Test
    void aFullQueueRefuses() {
        int accepted = 0;
        while (accepted < 10_000 && pacer.enqueue(PacketPriority.VIDEO, accepted, SIZE, START)) {
            accepted++;
        }
        assertEquals(4_096, accepted);
    }
}
