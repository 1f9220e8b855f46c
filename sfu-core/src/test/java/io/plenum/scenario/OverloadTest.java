package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Conference.spread;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.LayerReason;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.stats.Counter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A shard with more to do than it can gives up frames, then size, then pictures, for everybody alike, tells them that
/// it is the reason, and never gives up sound.
class OverloadTest {
    private static final int FULL = 720;
    private static final int A_LITTLE = 45;
    private static final int MUCH = 65;
    private static final int TOO_MUCH = 90;

    static Stream<LayeredShape> cameras() {
        return SpreadTest.cameras();
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void framesGoFirstThenSizeThenPicturesAndAllComesBack(LayeredShape camera) {
        try (Conference room = watched(conference(1), camera)) {
            boolean slower = camera.temporalLayers() > 1;
            room.behind(0, A_LITTLE).run(seconds(2));
            room.assertThat("eve").showsLayer("sv0", 2).hears("ann");
            expect(room, slower ? LayerReason.SERVER : LayerReason.PLAYING_WANTED);
            room.behind(0, MUCH).run(seconds(3));
            room.assertThat("eve").showsLayer("sv0", 0).hears("ann");
            expect(room, LayerReason.SERVER);
            room.behind(0, TOO_MUCH).run(seconds(5));
            room.assertThat("eve").seesNoPictureOf("ann").hears("ann");
            expect(room, LayerReason.SERVER);
            room.behind(0, 0).run(seconds(10));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 2).hears("ann").sawNoGap();
            expect(room, LayerReason.PLAYING_WANTED);
        }
    }

    /// Of three temporal layers the lowest has a quarter of the frames.
    @Test
    void aLittleTooMuchCostsFrames() {
        try (Conference room = watched(conference(2), LayeredShape.VP8_SIMULCAST_T3)) {
            long before = packets(room);
            room.behind(0, A_LITTLE).run(seconds(1));
            long slow = packets(room);
            room.check(slow < before / 2, before + " packets a second became " + slow);
        }
    }

    @Test
    void whoComesMeanwhileGetsNoMoreThanTheOthers() {
        try (Conference room = watched(conference(3), LayeredShape.VP8_SIMULCAST_T3)) {
            room.behind(0, MUCH).run(seconds(2));
            room.subscriber("fay", 1, 1)
                    .run(seconds(1))
                    .watchAndHear("fay", "ann", FULL)
                    .run(seconds(3));
            room.assertThat("fay").showsLayer("sv0", 0).hears("ann");
        }
    }

    @Test
    void viewersOnAnotherShardGetEverything() {
        try (Conference room = watched(spread(4, 2), LayeredShape.VP8_SIMULCAST_T3)) {
            room.on(1)
                    .subscriber("fay", 1, 1)
                    .run(seconds(1))
                    .watchAndHear("fay", "ann", FULL)
                    .run(seconds(3));
            room.behind(0, TOO_MUCH).run(seconds(5));
            room.assertThat("eve").seesNoPictureOf("ann").hears("ann");
            room.assertThat("fay").sees("ann").showsLayer("sv0", 2).hears("ann");
        }
    }

    private static Conference watched(Conference scenario, LayeredShape camera) {
        Conference room = scenario.publisher("ann", PublisherOptions.PERSON.filming(camera))
                .subscriber("eve", 1, 1)
                .run(seconds(1));
        return room.watchAndHear("eve", "ann", FULL).run(seconds(3));
    }

    private static void expect(Conference room, LayerReason reason) {
        LayerReason told = room.quality("eve").slots().getFirst().reason();
        room.check(told == reason, "the reason is " + told + " instead of " + reason);
    }

    /// That go out in a second.
    private static long packets(Conference room) {
        long before = room.count(Counter.RTP_OUT);
        room.run(seconds(1));
        return room.count(Counter.RTP_OUT) - before;
    }
}
