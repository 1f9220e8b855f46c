package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Command.Wish;
import io.plenum.core.LayerReason;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotStatus;
import io.plenum.sim.Conference;
import io.plenum.sim.Dialect;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Of a stream that has layers inside, each viewer gets those of use to it. The fake subscriber itself checks that
/// everything can be decoded, that pictures end with a marker and that numbers and times go on.
class ScalableTest {
    private static final int LOW = 180;

    static Stream<LayeredShape> scalable() {
        return Stream.of(
                LayeredShape.VP9_L3T3, LayeredShape.VP9_L3T3_KEY, LayeredShape.AV1_L3T3, LayeredShape.AV1_L3T3_KEY);
    }

    static Stream<LayeredShape> temporal() {
        return Stream.concat(scalable(), Stream.of(LayeredShape.VP8_SIMULCAST_T3));
    }

    @ParameterizedTest
    @MethodSource("scalable")
    void layersAboveTheSizeAreLeftOut(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 1)) {
            for (int layer : new int[] {2, 0, 1, 2, 1, 0}) {
                long before = room.nowNanos();
                room.watch("eve", "ann", LOW << layer).run(seconds(3));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer).sawNoGap();
                room.assertThat("eve").sawNoFreeze("sv0", millis(150), before, room.nowNanos());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scalable")
    void changesOnABadLinkLeaveNothingUndecodable(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 2)) {
            room.link("ann", LinkProfile.bursts(3)).link("eve", LinkProfile.bursts(3));
            for (int layer : new int[] {2, 0, 1, 2, 0}) {
                room.watch("eve", "ann", LOW << layer).run(seconds(5));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer).sawNoVideoGap();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scalable")
    void disorderIsPutRight(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 3)) {
            room.uplink("ann", LinkProfile.reordering(5));
            for (int layer : new int[] {2, 0, 1, 2, 0}) {
                room.watch("eve", "ann", LOW << layer).run(seconds(4));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer).sawNoGap();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scalable")
    void aLayerThatThePublisherStopsIsReplacedAtOnce(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 4)) {
            room.watch("eve", "ann", 720).run(seconds(3));
            long before = room.nowNanos();
            room.limit("ann", 2).run(seconds(2));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 1);
            room.assertThat("eve").sawNoFreeze("sv0", millis(500), before, room.nowNanos());
            SlotStatus status = room.status("eve", "sv0");
            room.check(status.reason() == LayerReason.PUBLISHER_DOES_NOT_SEND, status.toString());
            room.limit("ann", 3).run(seconds(3)).assertThat("eve").showsLayer("sv0", 2);
        }
    }

    @ParameterizedTest
    @MethodSource("temporal")
    void aViewerMayWantFewerFrames(LayeredShape camera) {
        try (Conference room = OneViewer.joined(camera, 5)) {
            int[] wanted = {30, 7, 15, 7, 30, 15};
            for (int frames : wanted) {
                Wish wish = new Wish(room.member("ann").track(MediaKind.VIDEO), 320, LOW, frames);
                room.view("eve", false, false, wish).run(seconds(3));
                long before = room.assertThat("eve").slot("sv0").log().count();
                room.run(seconds(2)).assertThat("eve").sawNoGap();
                long shown = room.assertThat("eve").slot("sv0").log().count() - before;
                room.check(shown >= 2 * frames - 4 && shown <= 2 * frames + 6, shown + " frames for " + frames);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("temporal")
    void theWrapOfTheNumbersIsInvisible(LayeredShape camera) {
        PublisherOptions options = PublisherOptions.PERSON.filming(camera).startingAt(65_400);
        try (Conference room =
                conference(6).publisher("ann", options).subscriber("eve", 1, 1).run(seconds(1))) {
            room.link("ann", LinkProfile.bursts(2));
            room.watch("eve", "ann", LOW).run(seconds(5)).assertThat("eve").showsLayer("sv0", 0);
            room.watch("eve", "ann", 360).run(seconds(5)).assertThat("eve").showsLayer("sv0", 1);
            room.assertThat("eve").sawNoVideoGap();
        }
    }

    static Stream<LayeredShape> described() {
        return Stream.of(LayeredShape.AV1_L3T3, LayeredShape.AV1_L3T3_KEY);
    }

    @ParameterizedTest
    @MethodSource("described")
    void whoCannotTellLayersApartGetsTheLowestOne(LayeredShape camera) {
        PublisherOptions old = PublisherOptions.PERSON.sending(false, false).speaking(Dialect.UNDESCRIBED);
        try (Conference room = conference(7)
                .publisher("ann", PublisherOptions.PERSON.filming(camera))
                .participant("eve", old, 0)
                .run(seconds(1))) {
            room.watch("eve", "ann", 720).run(seconds(4));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 0).sawNoGap();
            room.check(room.status("eve", "sv0").reason() == LayerReason.RECEIVER, "of a larger picture");
            room.watch("eve", "ann", LOW).run(seconds(1));
            room.check(room.status("eve", "sv0").reason() == LayerReason.PLAYING_WANTED, "of a small picture");
        }
    }
}
