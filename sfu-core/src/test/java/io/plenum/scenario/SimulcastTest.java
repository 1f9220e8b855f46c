package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.LayerReason;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of a camera that sends several streams, each viewer gets the one that fits, and changes between them unseen. The
/// fake subscriber itself checks that everything can be decoded and that numbers and times go on.
class SimulcastTest {
    private static final int LOW = 180;
    private static final int MIDDLE = 360;
    private static final int HIGH = 720;

    static Stream<LayeredShape> simulcasts() {
        return Stream.of(
                LayeredShape.VP8_SIMULCAST,
                LayeredShape.VP8_SIMULCAST_T3,
                LayeredShape.VP9_SIMULCAST,
                LayeredShape.AV1_SIMULCAST,
                LayeredShape.H264_SIMULCAST,
                LayeredShape.H265_SIMULCAST);
    }

    @ParameterizedTest
    @MethodSource("simulcasts")
    void theSmallestLayerThatCoversTheSizeIsShown(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 1)) {
            for (int layer : new int[] {2, 0, 1, 2, 1, 0}) {
                long before = room.nowNanos();
                room.watch("eve", "ann", LOW << layer).run(seconds(2));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer);
                room.assertThat("eve").sawNoGap().sawNoFreeze("sv0", millis(100), before, room.nowNanos());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("simulcasts")
    void changesOnABadLinkLeaveNothingUndecodable(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 2)) {
            room.link("ann", LinkProfile.bursts(3)).link("eve", LinkProfile.bursts(3));
            for (int layer : new int[] {2, 0, 1, 2, 0}) {
                room.watch("eve", "ann", LOW << layer).run(seconds(4));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer).sawNoVideoGap();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("simulcasts")
    void aLayerThatThePublisherStopsIsReplacedAtOnce(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 3)) {
            room.watch("eve", "ann", HIGH).run(seconds(2));
            long before = room.nowNanos();
            room.limit("ann", 2).run(seconds(2));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 1);
            room.assertThat("eve").sawNoFreeze("sv0", millis(400), before, room.nowNanos());
            expect(room, LayerReason.PUBLISHER_DOES_NOT_SEND);
            room.limit("ann", 3).run(seconds(2)).assertThat("eve").showsLayer("sv0", 2);
            expect(room, LayerReason.PLAYING_WANTED);
        }
    }

    @Test
    void eachViewerHasItsOwn() {
        try (Conference room = OneViewer.joined(LayeredShape.VP8_SIMULCAST, 4).subscriber("bob", 1, 1)) {
            room.run(millis(1))
                    .watch("eve", "ann", HIGH)
                    .watch("bob", "ann", LOW)
                    .run(seconds(2));
            room.assertThat("eve").showsLayer("sv0", 2);
            room.assertThat("bob").showsLayer("sv0", 0);
            room.check(room.status("bob", "sv0").reason() == LayerReason.SIZE, "the reason is no size");
        }
    }

    @Test
    void theLayersAreKnownByTheirRidsAlone() {
        PublisherOptions unnamed =
                PublisherOptions.PERSON.filming(LayeredShape.VP8_SIMULCAST).unnamed();
        try (Conference room =
                conference(5).publisher("ann", unnamed).subscriber("eve", 1, 1).run(seconds(1))) {
            room.link("ann", LinkProfile.bursts(3));
            room.watch("eve", "ann", HIGH).run(seconds(2)).assertThat("eve").showsLayer("sv0", 2);
            room.watch("eve", "ann", MIDDLE).run(seconds(2)).assertThat("eve").showsLayer("sv0", 1);
        }
    }

    @Test
    void whoDoesNotSayHowLargeGetsAMiddleSize() {
        try (Conference room = OneViewer.joined(LayeredShape.VP8_SIMULCAST, 6)) {
            room.run(seconds(2)).assertThat("eve").sees("ann").showsLayer("sv0", 1);
        }
    }

    @ParameterizedTest
    @MethodSource("simulcasts")
    void publishersOfDifferentFormatsShareASlot(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 7)
                .publisher("bob", PublisherOptions.PERSON.filming(LayeredShape.VP8_SIMULCAST_T3))
                .run(seconds(1))) {
            for (String name : new String[] {"bob", "ann", "bob", "ann"}) {
                room.watch("eve", name, MIDDLE).run(seconds(2));
                room.assertThat("eve").sees(name).showsLayer("sv0", 1).sawNoGap();
            }
        }
    }

    private static void expect(Conference room, LayerReason reason) {
        room.check(room.status("eve", "sv0").reason() == reason, "the status is " + room.status("eve", "sv0"));
    }
}
