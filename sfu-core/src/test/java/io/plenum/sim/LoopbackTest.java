package io.plenum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The fake browsers understand each other, over any link, before anything is said about the engine.
class LoopbackTest {
    private static final long TEN_SECONDS = Times.seconds(10);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCleanLinkShowsEveryFrame(long seed) {
        Loopback loopback = loopback(seed, PublisherOptions.PERSON, LinkProfile.GOOD);
        assertClean(loopback, seed);
        assertTrue(loopback.video().log().count() >= 295, "frames, seed " + seed);
        assertTrue(loopback.audio().log().count() >= 495, "audio, seed " + seed);
        assertEquals(0, loopback.video().nacksSent());
        assertEquals(0, loopback.video().lostForGood() + loopback.audio().lostForGood());
        assertEquals(1, loopback.publisher().keyFrames());
    }

    @Test
    void senderReportsPutLipsAndVoiceTogether() {
        SyncMeter sync = loopback(4, PublisherOptions.PERSON.clockOff(123_456), LinkProfile.GOOD)
                .subscriber()
                .sync();
        assertTrue(sync.measured() > 100);
        assertTrue(sync.worstNanos() < Times.millis(1), "off by " + sync.worstNanos());
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6, 7})
    void lostVideoIsAskedForAndComes(long seed) {
        Loopback loopback = loopback(seed, PublisherOptions.PERSON, LinkProfile.bursts(5));
        assertClean(loopback, seed);
        assertTrue(loopback.video().nacksSent() > 10, "seed " + seed);
        assertTrue(loopback.video().recovered() > 10, "seed " + seed);
        assertEquals(0, loopback.video().lostForGood(), "seed " + seed);
        assertTrue(loopback.video().log().count() >= 290, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void disorderAndDoublesHarmNothing(long seed) {
        LinkProfile profile = new LinkProfile(Times.millis(30), Times.millis(10), 0, 0, 1, 0.05, 0.05, 0, 0);
        Loopback loopback = loopback(seed, PublisherOptions.PERSON.startingAt(65_500), profile);
        assertClean(loopback, seed);
        assertEquals(0, loopback.video().lostForGood(), "seed " + seed);
        assertTrue(loopback.video().log().count() >= 290, "seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, 15})
    void everyShapeOfVp8IsUnderstood(int pictureIdBits) {
        for (int layers = 1; layers <= 3; layers++) {
            Vp8Shape shape = Vp8Shape.CAMERA.withPictureIdBits(pictureIdBits).withLayers(layers);
            Loopback loopback = loopback(10, PublisherOptions.PERSON.filming(shape), LinkProfile.GOOD);
            assertClean(loopback, 10);
            assertTrue(loopback.video().log().count() >= 295);
        }
    }

    @Test
    void aNarrowLinkWithAShortQueueLoses() {
        LinkProfile narrow = LinkProfile.GOOD.withRate(300_000, Times.millis(100));
        Loopback loopback = loopback(11, PublisherOptions.PERSON, narrow);
        assertTrue(loopback.video().lostForGood() > 0);
        assertTrue(loopback.video().plisSent() > 0);
        assertTrue(loopback.publisher().feedback().keyFrameRequests() > 0);
    }

    @Test
    void aSilentMicrophoneSendsLittle() {
        Loopback quiet = loopback(12, PublisherOptions.PERSON.atLevel(127), LinkProfile.GOOD);
        assertTrue(
                quiet.audio().packets() > 20 && quiet.audio().packets() < 30,
                quiet.audio().packets() + " packets");
        assertClean(quiet, 12);
    }

    @Test
    void oneSeedIsOneStory() {
        Loopback first = loopback(13, PublisherOptions.PERSON, LinkProfile.bursts(5));
        Loopback second = loopback(13, PublisherOptions.PERSON, LinkProfile.bursts(5));
        assertEquals(first.video().log().list(), second.video().log().list());
        assertEquals(first.video().nacksSent(), second.video().nacksSent());
    }

    private static Loopback loopback(long seed, PublisherOptions options, LinkProfile downlink) {
        return new Loopback(seed, options, downlink, UnaryOperator.identity()).run(TEN_SECONDS);
    }

    private static void assertClean(Loopback loopback, long seed) {
        Violations violations = loopback.subscriber().violations();
        assertEquals(0, violations.count(), () -> "seed " + seed + ": " + violations.list());
    }
}
