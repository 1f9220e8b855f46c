package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceRewriterTest {
    private final SequenceRewriter rewriter = new SequenceRewriter(100);

    @Test
    void nothingHasAPlaceBeforeTheFirstJoin() {
        assertEquals(SequenceRewriter.NO_PLACE, rewriter.map(65_536));
    }

    @Test
    void theFirstPacketGetsTheFirstNumber() {
        rewriter.join(70_000);
        assertEquals(100, rewriter.map(70_000));
        assertEquals(101, rewriter.map(70_001));
    }

    @Test
    void aLossStaysAGapUntilThePacketComes() {
        rewriter.join(1000);
        rewriter.map(1000);
        assertEquals(103, rewriter.map(1003));
        assertEquals(101, rewriter.map(1001));
    }

    @Test
    void whatIsLeftOutLeavesNoGap() {
        rewriter.join(1000);
        rewriter.map(1000);
        rewriter.drop(1001);
        rewriter.drop(1002);
        assertEquals(101, rewriter.map(1003));
        assertEquals(SequenceRewriter.NO_PLACE, rewriter.map(1002));
    }

    @Test
    void aLatePacketFromBeforeADropKeepsItsPlace() {
        rewriter.join(1000);
        rewriter.map(1000);
        rewriter.drop(1002);
        assertEquals(102, rewriter.map(1003));
        assertEquals(101, rewriter.map(1001));
    }

    @Test
    void aSwitchContinuesAndForgetsTheOldSource() {
        rewriter.join(1000);
        rewriter.map(1000);
        rewriter.map(1001);
        rewriter.join(5);
        assertEquals(102, rewriter.map(5));
        assertEquals(SequenceRewriter.NO_PLACE, rewriter.map(4));
        rewriter.join(9_000_000);
        assertEquals(103, rewriter.map(9_000_000));
    }

    @Test
    void aPacketBehindMoreDropsThanAreRememberedHasNoPlace() {
        rewriter.join(1000);
        rewriter.map(1000);
        for (int i = 0; i < 200; i++) {
            rewriter.drop(1002 + 2 * i);
            rewriter.map(1003 + 2 * i);
        }
        assertEquals(SequenceRewriter.NO_PLACE, rewriter.map(1001));
    }

    /// Against a model that knows the whole row beforehand.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void noNumberIsGivenTwiceAndOrderIsKept(long seed) {
        Random random = new Random(seed);
        rewriter.join(10_000);
        rewriter.map(10_000);
        Map<Long, Long> given = new HashMap<>();
        long source = 10_001;
        for (int i = 0; i < 2_000; i++) {
            int action = random.nextInt(10);
            if (action == 0) {
                rewriter.drop(source++);
            } else if (action == 1) {
                source++; // lost, comes late
                long late = source - 1;
                long ahead = source++;
                put(given, rewriter.map(ahead), ahead, seed);
                put(given, rewriter.map(late), late, seed);
            } else {
                put(given, rewriter.map(source), source++, seed);
            }
        }
        assertEquals(given.size(), rewriter.next() - 101, "no gap is left, seed " + seed);
        given.forEach((number, from) -> given.forEach((otherNumber, otherFrom) -> {
            if (number - otherNumber == 1) {
                assertTrue(from > otherFrom, "order, seed " + seed);
            }
        }));
    }

    private static void put(Map<Long, Long> given, long number, long source, long seed) {
        assertTrue(number > 100, "number " + number + ", seed " + seed);
        assertEquals(null, given.put(number, source), "twice: " + number + ", seed " + seed);
    }

    /// What comes late of the source that was left still finds its place.
    @Test
    void oneThatFollowsLeavesTheOtherAsItWas() {
        rewriter.join(1000);
        rewriter.map(1000);
        rewriter.drop(1001);
        assertEquals(102, rewriter.map(1003));
        SequenceRewriter next = new SequenceRewriter(0);
        next.follow(rewriter);
        next.join(70);
        assertEquals(103, next.map(70));
        assertEquals(101, rewriter.map(1002));
    }
}
