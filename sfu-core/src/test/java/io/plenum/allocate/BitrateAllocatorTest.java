package io.plenum.allocate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Importance;
import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import io.plenum.core.Relief;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitrateAllocatorTest {
    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final long SECOND = 1_000_000_000L;

    private final BitrateAllocator allocator = new BitrateAllocator();
    private final List<Claim> claims = new ArrayList<>();
    private long now = SECOND;

    /// Simulcast of 100, 300 and 900 kbit/s, as far as it is sent.
    private static Ladder camera(boolean... sent) {
        List<Rung> rungs = new ArrayList<>();
        for (boolean available : sent) {
            int step = rungs.size();
            rungs.add(
                    new Rung(new LayerId(step, 0, 0), 180 << step, Math.round(100_000 * Math.pow(3, step)), available));
        }
        return new Ladder(rungs);
    }

    private static Ladder camera() {
        return camera(true, true, true);
    }

    /// Two pictures in three speeds each.
    private static Ladder layered() {
        List<Rung> rungs = new ArrayList<>();
        for (int encoding = 0; encoding < 2; encoding++) {
            for (int temporal = 0; temporal < 3; temporal++) {
                long bits = (encoding == 0 ? 10_000L : 50_000L) * new int[] {4, 6, 10}[temporal];
                rungs.add(new Rung(new LayerId(encoding, 0, temporal), 180 << encoding, bits, true));
            }
        }
        return new Ladder(rungs);
    }

    private Claim claim(Ladder ladder, int height, Importance importance, boolean screen) {
        Claim claim = new Claim();
        claim.show(height, 1_000, importance, screen);
        claim.offer(ladder);
        claims.add(claim);
        return claim;
    }

    private Claim claim(int height) {
        return claim(camera(), height, Importance.NORMAL, false);
    }

    private void allocate(long bitsPerSecond) {
        allocate(bitsPerSecond, Relief.NONE);
    }

    private void allocate(long bitsPerSecond, Relief relief) {
        allocator.allocate(claims, bitsPerSecond, true, relief, now);
    }

    private long spent() {
        return claims.stream().mapToLong(Claim::bitsPerSecond).sum();
    }

    private static void check(Claim claim, int encoding, LayerReason reason) {
        assertEquals(encoding, claim.aimed().encoding(), "aimed");
        assertEquals(reason, claim.reason());
    }

    @Test
    void whatTheServerLeavesOutNobodyGetsAndTheServerIsTheReason() {
        Claim large = claim(layered(), 360, Importance.ON_STAGE, false);
        Claim small = claim(layered(), 180, Importance.NORMAL, false);
        allocate(NO_LIMIT, Relief.FRAMES);
        assertEquals(new LayerId(1, 0, 0), large.aimed());
        assertEquals(new LayerId(0, 0, 0), small.aimed());
        allocate(NO_LIMIT, Relief.SIZES);
        assertEquals(new LayerId(0, 0, 0), large.aimed());
        assertEquals(LayerReason.SERVER, large.reason());
        assertEquals(LayerReason.SERVER, small.reason());
        assertEquals(new LayerId(1, 0, 2), large.wanted());
        allocate(NO_LIMIT, Relief.PICTURES);
        check(large, -1, LayerReason.SERVER);
        assertEquals(0, spent());
        allocate(NO_LIMIT);
        check(large, 1, LayerReason.PLAYING_WANTED);
    }

    /// What the link does not carry is the link's matter, whatever the server leaves out beyond.
    @Test
    void aLinkThatIsTooNarrowForWhatIsLeftIsTheReason() {
        Claim claim = claim(1_080);
        allocate(50_000, Relief.SIZES);
        check(claim, -1, LayerReason.BANDWIDTH);
        allocate(200_000, Relief.SIZES);
        check(claim, 0, LayerReason.SERVER);
    }

    /// A camera of one quality has no less to give.
    @Test
    void thereIsNothingToLeaveOutOfOneQualityButThePicture() {
        Claim claim = claim(camera(true), 720, Importance.NORMAL, false);
        allocate(NO_LIMIT, Relief.SIZES);
        check(claim, 0, LayerReason.PLAYING_WANTED);
    }

    @Test
    void onAWideLinkEverybodyGetsWhatCoversTheSize() {
        Claim small = claim(90);
        Claim middle = claim(181);
        Claim large = claim(5_000);
        Claim hidden = claim(0);
        allocate(NO_LIMIT);
        check(small, 0, LayerReason.SIZE);
        check(middle, 1, LayerReason.SIZE);
        check(large, 2, LayerReason.PLAYING_WANTED);
        check(hidden, -1, LayerReason.HIDDEN);
    }

    @Test
    void whatIsNotSentIsReplacedByTheNextBest() {
        Claim lower = claim(camera(true, true, false), 720, Importance.NORMAL, false);
        Claim higher = claim(camera(false, false, true), 180, Importance.NORMAL, false);
        allocate(NO_LIMIT);
        check(lower, 1, LayerReason.PUBLISHER_DOES_NOT_SEND);
        check(higher, 2, LayerReason.PUBLISHER_DOES_NOT_SEND);
    }

    @Test
    void beforeAnythingCameTheWantedLayerIsHopedFor() {
        Claim claim = claim(camera(false, false, false), 360, Importance.NORMAL, false);
        allocate(NO_LIMIT);
        check(claim, 1, LayerReason.PUBLISHER_DOES_NOT_SEND);
    }

    @Test
    void theMostImportantIsRaisedFirstOnceEverybodyHasTheLowest() {
        Claim other = claim(720);
        Claim stage = claim(camera(), 720, Importance.ON_STAGE, false);
        Claim pinned = claim(camera(), 720, Importance.PINNED, false);
        allocate(1_300_000);
        check(stage, 2, LayerReason.PLAYING_WANTED);
        check(pinned, 0, LayerReason.PRIORITY);
        check(other, 0, LayerReason.PRIORITY);
        now += BitrateAllocator.RAISE_INTERVAL_NANOS;
        allocate(2_000_000);
        check(pinned, 1, LayerReason.PRIORITY);
    }

    @Test
    void equalsAreRaisedInTurn() {
        Claim first = claim(720);
        Claim second = claim(720);
        Claim third = claim(720);
        allocate(900_000);
        check(first, 1, LayerReason.BANDWIDTH);
        check(second, 1, LayerReason.BANDWIDTH);
        check(third, 0, LayerReason.BANDWIDTH);
    }

    @Test
    void theLastAreSuspendedWhenNotEvenTheLowestFit() {
        Claim first = claim(720);
        Claim second = claim(720);
        Claim third = claim(camera(), 720, Importance.PINNED, false);
        allocate(210_000);
        check(first, 0, LayerReason.BANDWIDTH);
        check(second, -1, LayerReason.BANDWIDTH);
        check(third, 0, LayerReason.BANDWIDTH);
    }

    @Test
    void whatNeverFitsIsPutOutAfterAWhile() {
        Claim claim = claim(camera(true), 720, Importance.NORMAL, false);
        allocate(150_000);
        now += SECOND;
        allocate(51_000);
        now += BitrateAllocator.KEEP_NANOS;
        allocate(51_000);
        check(claim, -1, LayerReason.BANDWIDTH);
    }

    @Test
    void whatPlaysIsNotPutOutByAFalseAlarm() {
        Claim claim = claim(camera(true), 720, Importance.NORMAL, false);
        allocate(150_000);
        now += 10 * SECOND;
        allocate(93_000);
        check(claim, 0, LayerReason.PLAYING_WANTED);
        allocate(51_000);
        now += BitrateAllocator.KEEP_NANOS - 1;
        allocate(51_000);
        check(claim, 0, LayerReason.PLAYING_WANTED);
        allocate(49_000);
        check(claim, -1, LayerReason.BANDWIDTH);
    }

    @Test
    void aScreenOnStageIsOversentRatherThanLost() {
        Claim screen = claim(camera(), 720, Importance.ON_STAGE, true);
        Claim camera = claim(180);
        allocate(60_000);
        check(screen, 0, LayerReason.BANDWIDTH);
        check(camera, -1, LayerReason.BANDWIDTH);
        allocate(40_000);
        check(screen, -1, LayerReason.BANDWIDTH);
    }

    @Test
    void onAnUntestedLinkTheFirstPictureGoesOutWhateverItTakes() {
        Claim first = claim(720);
        Claim second = claim(720);
        allocator.allocate(claims, 10_000, false, Relief.NONE, now);
        check(first, 0, LayerReason.BANDWIDTH);
        check(second, -1, LayerReason.BANDWIDTH);
    }

    @Test
    void whereNothingFitsTheFirstPictureIsTriedNowAndThen() {
        Claim first = claim(720);
        Claim second = claim(720);
        int tried = 0;
        for (int half = 0; half < 240; half++) {
            LayerId before = first.aimed();
            allocate(20_000);
            tried += before.equals(LayerId.NONE) && first.aimed().encoding() == 0 && half > 0 ? 1 : 0;
            assertEquals(LayerId.NONE, second.aimed());
            now += SECOND / 2;
        }
        assertTrue(tried > 2 && tried < 10, "tried " + tried + " times in two minutes");
    }

    @Test
    void notAllAreRaisedAtOnce() {
        for (int i = 0; i < 6; i++) {
            claim(360);
        }
        allocate(700_000);
        now += BitrateAllocator.RAISE_INTERVAL_NANOS;
        allocate(3_000_000);
        assertEquals(
                3,
                claims.stream().filter(claim -> claim.aimed().encoding() == 1).count());
        allocate(3_000_000);
        assertEquals(
                6,
                claims.stream().filter(claim -> claim.aimed().encoding() == 1).count());
    }

    @Test
    void ofACameraMotionComesBeforeSizeAndOfAScreenSharpness() {
        Claim camera = claim(layered(), 360, Importance.NORMAL, false);
        allocate(240_000);
        assertEquals(new LayerId(0, 0, 2), camera.aimed(), "rather than the large one at a quarter of the frames");
        claims.clear();
        Claim screen = claim(layered(), 360, Importance.NORMAL, true);
        allocate(240_000);
        assertEquals(new LayerId(1, 0, 0), screen.aimed());
    }

    @Test
    void noMoreFramesThanTheViewerCanUse() {
        Claim claim = claim(layered(), 360, Importance.NORMAL, false);
        claim.show(360, 15, Importance.NORMAL, false);
        allocate(NO_LIMIT);
        assertEquals(new LayerId(1, 0, 1), claim.aimed());
        assertEquals(LayerReason.PLAYING_WANTED, claim.reason());
        claim.show(360, 1, Importance.NORMAL, false);
        allocate(NO_LIMIT);
        assertEquals(new LayerId(1, 0, 0), claim.aimed());
    }

    /// The step was one too many twice, on a narrower link.
    @Test
    void aStepThatHadToBeTakenBackIsNotDoubtedOnAWiderLink() {
        Claim claim = claim(720);
        for (int failure = 0; failure < 2; failure++) {
            allocate(1_030_000);
            check(claim, 2, LayerReason.PLAYING_WANTED);
            allocate(800_000);
            now += BitrateAllocator.MIN_HOLD_NANOS;
        }
        claim(720);
        allocate(1_100_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        allocate(2_050_000);
        check(claim, 2, LayerReason.PLAYING_WANTED);
    }

    /// Only a moment after the last step up.
    @Test
    void aLinkThatIsFarWiderIsNotWaitedFor() {
        Claim claim = claim(720);
        allocate(400_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        allocate(799_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        allocate(300_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        allocate(1_030_000);
        check(claim, 2, LayerReason.PLAYING_WANTED);
    }

    @Test
    void downAtOnceAndUpOnlyWithAMarginAndAfterAWhile() {
        Claim claim = claim(720);
        allocate(1_100_000);
        check(claim, 2, LayerReason.PLAYING_WANTED);
        allocate(900_000);
        check(claim, 2, LayerReason.PLAYING_WANTED);
        allocate(899_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        now += BitrateAllocator.MIN_HOLD_NANOS - 1;
        allocate(1_500_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        now += 1;
        allocate(1_022_000);
        check(claim, 1, LayerReason.BANDWIDTH);
        allocate(1_023_000);
        check(claim, 2, LayerReason.PLAYING_WANTED);
    }

    @Test
    void aStepThatHadToBeTakenBackIsTriedAgainMoreAndMoreSeldom() {
        Claim claim = claim(720);
        int raised = 0;
        for (int second = 0; second < 120; second++) {
            LayerId before = claim.aimed();
            allocate(1_030_000);
            raised += claim.aimed().encoding() > before.encoding() && second > 0 ? 1 : 0;
            allocate(800_000);
            now += SECOND;
        }
        assertTrue(raised > 3 && raised < 9, "raised " + raised + " times in two minutes");
    }

    /// Five false alarms in a row: each time the link is found wide again at once.
    @Test
    void whereThereIsAmpleRoomAStepThatHadToBeTakenBackIsNotDoubted() {
        Claim claim = claim(720);
        for (int alarm = 0; alarm < 5; alarm++) {
            allocate(2_000_000);
            check(claim, 2, LayerReason.PLAYING_WANTED);
            now += SECOND;
            allocate(800_000);
            check(claim, 1, LayerReason.BANDWIDTH);
            now += BitrateAllocator.MIN_HOLD_NANOS - 1;
            allocate(2_000_000);
            check(claim, 1, LayerReason.BANDWIDTH);
            now += 1;
            if (alarm > 0) {
                allocate(1_030_000);
                check(claim, 1, LayerReason.BANDWIDTH);
            }
        }
    }

    @Test
    void theDemandIsWhatAWideLinkWouldCarry() {
        Claim claim = claim(720);
        allocate(150_000);
        assertEquals(900_000, claim.demandBitsPerSecond());
        assertEquals(100_000, claim.bitsPerSecond());
    }

    // --- what always holds ---

    private void crowd(Random random) {
        claims.clear();
        for (int i = 1 + random.nextInt(20); i > 0; i--) {
            Ladder ladder = random.nextBoolean() ? camera() : layered();
            Importance importance = Importance.values()[random.nextInt(3)];
            claim(ladder, 90 + random.nextInt(700), importance, false);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theBudgetIsKeptAndEverybodyHasTheLowestBeforeAnybodyHasMore(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            crowd(random);
            for (int change = 0; change < 5; change++) {
                long budget = random.nextLong(6_000_000);
                allocate(budget);
                now += random.nextLong(5 * SECOND);
                boolean tried = claims.stream().anyMatch(claim -> claim.tried);
                long lowestOfAll = claims.stream()
                        .filter(claim -> claim.step == claim.lowest)
                        .mapToLong(BitrateAllocatorTest::lowest)
                        .sum();
                boolean kept = spent() == lowestOfAll && spent() <= budget * BitrateAllocator.KEEP_PERCENT / 100;
                long most = budget * BitrateAllocator.STAY_PERCENT / 100;
                assertTrue(tried || kept || spent() <= most, "seed " + seed + ": spent " + spent() + " of " + budget);
                long lowest = claims.stream()
                        .filter(claim -> claim.step != Ladder.NOTHING)
                        .mapToLong(BitrateAllocatorTest::lowest)
                        .sum();
                assertTrue(
                        change > 0
                                || claims.stream()
                                        .allMatch(claim ->
                                                claim.step != Ladder.NOTHING || lowest + lowest(claim) > budget),
                        "seed " + seed + ": somebody was suspended who had room");
            }
        }
    }

    private static long lowest(Claim claim) {
        return claim.ladder.bitsPerSecond(claim.lowest);
    }

    /// What is used grows with the link, but for steps that are too large for what is left.
    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void aWiderLinkIsNeverWorse(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 100; round++) {
            crowd(random);
            long worth = -1;
            for (long budget = 0; budget < 8_000_000; budget += 50_000) {
                claims.forEach(BitrateAllocatorTest::forget);
                allocate(budget);
                assertTrue(spent() >= worth * 8 / 10, "seed " + seed + ": " + spent() + " after " + worth);
                worth = Math.max(worth, spent());
            }
            assertEquals(
                    claims.stream().mapToLong(Claim::demandBitsPerSecond).sum() <= 6_990_000,
                    claims.stream().noneMatch(Claim::isLimited),
                    "seed " + seed);
        }
    }

    private static void forget(Claim claim) {
        Ladder ladder = claim.ladder;
        claim.restart();
        claim.offer(ladder);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void noiseOfFivePercentMovesNothing(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 50; round++) {
            crowd(random);
            long mean = 200_000 + random.nextLong(5_000_000);
            settle(mean, random);
            List<LayerId> settled = claims.stream().map(Claim::aimed).toList();
            for (int half = 0; half < 120; half++) {
                now += SECOND / 2;
                allocate(Math.round(mean * (0.95 + 0.1 * random.nextDouble())));
                assertEquals(settled, claims.stream().map(Claim::aimed).toList(), "seed " + seed + " round " + round);
            }
        }
    }

    /// Long enough for every step that fits in the best of moments.
    private void settle(long mean, Random random) {
        for (int half = 0; half < 120; half++) {
            now += SECOND / 2;
            allocate(Math.round(mean * (0.95 + 0.1 * random.nextDouble())));
        }
        now += 60 * SECOND;
        for (int step = 0; step < 10; step++) {
            allocate(mean * 95 / 100);
            now += 30 * SECOND;
            allocate(mean * 105 / 100);
        }
    }
}
