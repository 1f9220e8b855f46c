package io.plenum.scenario;

import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.LayerId;
import io.plenum.core.LayerStatus;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.MediaStamp;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// How soon it is noticed that a layer stopped, that one is wanted again, and that a link has become narrower.
class PromptnessTest {
    private static final int LOW = 180;
    private static final int HIGH = 720;
    private static final long STEP = millis(1);
    private static final long PATIENCE = seconds(5);

    /// Of every link but where a test says otherwise.
    private static final long ONE_WAY = millis(10);

    private static final long SIGNALING = millis(20);
    private static final long FRAME = millis(34);
    private static final long QUEUE = millis(300);
    private static final long WIDE = 3_000_000;
    private static final long NARROW = 300_000;

    private static final List<LayeredShape> SIMULCASTS = List.of(
            LayeredShape.VP8_SIMULCAST_T3,
            LayeredShape.VP9_SIMULCAST,
            LayeredShape.AV1_SIMULCAST,
            LayeredShape.H264_SIMULCAST,
            LayeredShape.H265_SIMULCAST);

    private static final List<LayeredShape> SCALABLE =
            List.of(LayeredShape.VP9_L3T3, LayeredShape.VP9_L3T3_KEY, LayeredShape.AV1_L3T3, LayeredShape.AV1_L3T3_KEY);

    static Stream<Arguments> filming() {
        return Stream.concat(SIMULCASTS.stream(), SCALABLE.stream())
                .flatMap(camera -> Stream.of(30, 15).map(frames -> Arguments.of(camera, frames)));
    }

    static Stream<Arguments> simulcasts() {
        return seeded(SIMULCASTS, 1, 2, 3);
    }

    static Stream<Arguments> narrowed() {
        return Stream.concat(seeded(SIMULCASTS, 1, 2, 3), seeded(SCALABLE, 1, 2, 3));
    }

    private static Stream<Arguments> seeded(List<LayeredShape> cameras, long... seeds) {
        return cameras.stream().flatMap(camera -> LongStream.of(seeds).mapToObj(seed -> Arguments.of(camera, seed)));
    }

    /// From the moment at which it is not sent any more.
    @ParameterizedTest
    @MethodSource("filming")
    void aLayerThatStopsIsNoticedWithin300Milliseconds(LayeredShape camera, int framesPerSecond) {
        try (Conference room = OneViewer.joined(camera.at(framesPerSecond, 900_000), 1)) {
            for (int layers : new int[] {2, 1}) {
                room.watch("eve", "ann", HIGH).limit("ann", 3).run(seconds(3));
                LayerId before = room.status("eve", "sv0").aimed().id();
                room.limit("ann", layers);
                long took = until(
                        room, () -> isBelow(room.status("eve", "sv0").aimed().id(), before));
                room.check(took <= millis(300), "noticed after " + took / 1_000_000 + " ms");
            }
        }
    }

    /// One that was switched off is shown as soon as one that only lacks a key frame, but for the message to its
    /// publisher and the pace of its pictures.
    @ParameterizedTest
    @MethodSource("simulcasts")
    void aLayerThatNobodyWatchedIsBackWithinOneKeyFrameTime(LayeredShape camera, long seed) {
        try (Conference room = OneViewer.joined(camera, seed)) {
            room.watch("eve", "ann", LOW).run(OneViewer.UNTIL_OFF);
            room.check(
                    OneViewer.lastWanted(room).equals(List.of(true, false, false)),
                    "wanted are " + OneViewer.lastWanted(room));
            room.watch("eve", "ann", HIGH);
            long switchedOn = until(room, () -> shows(room, 2));
            room.watch("eve", "ann", LOW).run(seconds(2));
            room.check(
                    OneViewer.lastWanted(room).equals(List.of(true, false, true)),
                    "wanted are " + OneViewer.lastWanted(room));
            room.watch("eve", "ann", HIGH);
            long keyFrame = until(room, () -> shows(room, 2));
            long most = keyFrame + SIGNALING - ONE_WAY + FRAME;
            room.check(
                    switchedOn <= most,
                    "shown after " + switchedOn / 1_000_000 + " ms, a key frame takes " + keyFrame / 1_000_000);
        }
    }

    /// From the estimate on that does not carry any more what is sent.
    @ParameterizedTest
    @MethodSource("narrowed")
    void aDowngradeActsWithinARoundTripOfTheEstimate(LayeredShape camera, long seed) {
        LinkProfile far = LinkProfile.GOOD.withDelay(millis(50), 0);
        try (Conference room =
                OneViewer.of(camera, seed).uplink("eve", far).downlink("eve", far.withRate(WIDE, QUEUE))) {
            room.run(seconds(1)).watch("eve", "ann", HIGH).run(seconds(8));
            LayerStatus before = room.status("eve", "sv0").sent();
            room.check(before.height() == HIGH, "it shows " + before);
            room.downlink("eve", far.withRate(NARROW, QUEUE));
            until(room, () -> room.quality("eve").link().estimateBitsPerSecond() < before.bitsPerSecond());
            room.run(millis(100));
            LayerStatus after = room.status("eve", "sv0").sent();
            long estimate = room.quality("eve").link().estimateBitsPerSecond();
            room.check(
                    after.bitsPerSecond() < before.bitsPerSecond(),
                    "a round trip after the estimate fell to " + estimate + " it still sends " + after);
        }
    }

    private static boolean isBelow(LayerId one, LayerId other) {
        return one.encoding() + one.spatial() < other.encoding() + other.spatial();
    }

    private static boolean shows(Conference room, int layer) {
        MediaStamp newest = room.assertThat("eve").slot("sv0").newest().orElseThrow();
        return newest.encoding() + newest.spatial() == layer;
    }

    /// How long it takes.
    private static long until(Conference room, BooleanSupplier condition) {
        long start = room.nowNanos();
        while (!condition.getAsBoolean()) {
            room.check(room.nowNanos() - start < PATIENCE, "waited in vain");
            room.run(STEP);
        }
        return room.nowNanos() - start;
    }
}
