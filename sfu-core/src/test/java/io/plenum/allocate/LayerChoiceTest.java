package io.plenum.allocate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerChoiceTest {
    private static List<Rung> ladder(boolean... flows) {
        List<Rung> rungs = new ArrayList<>();
        for (boolean flowing : flows) {
            int step = rungs.size();
            rungs.add(new Rung(new LayerId(step, 0, 0), 180 << step, flowing));
        }
        return rungs;
    }

    private static void check(LayerChoice choice, int wanted, int aimed, LayerReason reason) {
        assertEquals(wanted, choice.wanted().encoding(), "wanted");
        assertEquals(aimed, choice.aimed().encoding(), "aimed");
        assertEquals(reason, choice.reason());
    }

    private static LayerChoice choose(int height, boolean... flows) {
        return LayerChoice.choose(ladder(flows), height, 1_000, LayerChoice.NO_LIMIT);
    }

    @Test
    void theSmallestThatCoversIsChosen() {
        check(choose(90, true, true, true), 0, 0, LayerReason.SIZE);
        check(choose(180, true, true, true), 0, 0, LayerReason.SIZE);
        check(choose(181, true, true, true), 1, 1, LayerReason.SIZE);
        check(choose(5_000, true, true, true), 2, 2, LayerReason.PLAYING_WANTED);
    }

    @Test
    void aLayerThatDoesNotFlowIsReplacedByTheNextLowerOneThatDoes() {
        check(choose(720, true, true, false), 2, 1, LayerReason.PUBLISHER_DOES_NOT_SEND);
        check(choose(720, true, false, false), 2, 0, LayerReason.PUBLISHER_DOES_NOT_SEND);
    }

    @Test
    void aHigherLayerIsBetterThanNone() {
        check(choose(180, false, false, true), 0, 2, LayerReason.PUBLISHER_DOES_NOT_SEND);
        check(choose(180, false, false, false), 0, 0, LayerReason.PUBLISHER_DOES_NOT_SEND);
    }

    @Test
    void aLimitHolds() {
        check(LayerChoice.choose(ladder(true, true, true), 720, 1_000, 1), 1, 1, LayerReason.BANDWIDTH);
        check(LayerChoice.choose(ladder(true, true, true), 100, 1_000, 1), 0, 0, LayerReason.SIZE);
    }

    @Test
    void whatIsHiddenIsNotSent() {
        check(choose(0, true), -1, -1, LayerReason.HIDDEN);
    }

    @Test
    void unknownHeightsFollowFromKnownOnes() {
        assertArrayEquals(new int[] {180, 360, 720}, assumed(0, 0, 0));
        assertArrayEquals(new int[] {135, 270, 540}, assumed(0, 270, 0));
        assertArrayEquals(new int[] {100, 500, 1000}, assumed(100, 500, 0));
        assertArrayEquals(new int[] {1080}, assumed(1080));
    }

    private static int[] assumed(int... heights) {
        Ladder.assume(heights);
        return heights;
    }
}
