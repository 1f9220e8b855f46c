package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every codec and way of layering under everything that networks and publishers do, while the viewer changes the size
/// all the time. The fake subscriber itself fails the test for each frame that a correct server would not have sent.
class CodecFaultsTest {
    private static final int LOW = 180;

    static Stream<Arguments> cameras() {
        return Stream.of(
                        LayeredShape.VP8_SIMULCAST,
                        LayeredShape.VP8_SIMULCAST_T3,
                        LayeredShape.VP9_SIMULCAST,
                        LayeredShape.AV1_SIMULCAST,
                        LayeredShape.H264_SIMULCAST,
                        LayeredShape.H265_SIMULCAST,
                        LayeredShape.VP9_L3T3,
                        LayeredShape.VP9_L3T3_KEY,
                        LayeredShape.AV1_L3T3,
                        LayeredShape.AV1_L3T3_KEY)
                .flatMap(camera -> Stream.of(1L, 2L).map(seed -> Arguments.of(camera, seed)));
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void doublesAreDropped(LayeredShape camera, long seed) {
        try (Conference room = room(camera, seed)) {
            room.link("ann", LinkProfile.duplication(20)).link("eve", LinkProfile.duplication(20));
            changeSizes(room);
            room.assertThat("eve").sees("ann").sawNoGap();
        }
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void disorderOfManyPackets(LayeredShape camera, long seed) {
        try (Conference room = room(camera, seed)) {
            room.uplink("ann", LinkProfile.reordering(5).withDelay(millis(10), millis(80)));
            changeSizes(room);
            room.assertThat("eve").sees("ann");
        }
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void lossInLongBursts(LayeredShape camera, long seed) {
        try (Conference room = room(camera, seed)) {
            LinkProfile bursts = LinkProfile.GOOD.withBursts(0.03, 0.07);
            room.uplink("ann", bursts);
            changeSizes(room);
            room.uplink("ann", LinkProfile.GOOD).downlink("eve", bursts);
            changeSizes(room);
            room.downlink("eve", LinkProfile.GOOD).run(seconds(5));
            room.assertThat("eve").sees("ann");
        }
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void thePublisherChanges(LayeredShape camera, long seed) {
        try (Conference room = room(camera, seed)
                .publisher("bob", PublisherOptions.PERSON.filming(LayeredShape.VP9_L3T3))
                .publisher("cyd", PublisherOptions.PERSON.filming(LayeredShape.AV1_L3T3_KEY))
                .run(seconds(1))) {
            for (String name : new String[] {"bob", "ann", "cyd", "ann", "bob", "cyd"}) {
                room.watch("eve", name, LOW).run(seconds(2));
                room.watch("eve", name, 4 * LOW).run(seconds(2));
                room.assertThat("eve").sees(name).showsLayer("sv0", 2).sawNoGap();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void thePublisherPausesAndComesBack(LayeredShape camera, long seed) {
        try (Conference room = room(camera, seed)) {
            for (int i = 0; i < 3; i++) {
                room.member("ann").publisher().enabled(MediaKind.VIDEO, false);
                room.run(seconds(3));
                room.member("ann").publisher().enabled(MediaKind.VIDEO, true);
                room.watch("eve", "ann", LOW << i).run(seconds(3));
                room.assertThat("eve").sees("ann").showsLayer("sv0", i);
            }
        }
    }

    /// Sizes change in the midst of everything, more often than a person would.
    private static void changeSizes(Conference room) {
        for (int layer : new int[] {2, 0, 1, 0, 2, 1, 2, 0}) {
            room.watch("eve", "ann", LOW << layer).run(millis(700));
        }
        room.watch("eve", "ann", LOW).run(seconds(3));
    }

    private static Conference room(LayeredShape camera, long seed) {
        return conference(seed)
                .publisher("ann", PublisherOptions.PERSON.filming(camera))
                .subscriber("eve", 1, 1)
                .run(seconds(1));
    }
}
