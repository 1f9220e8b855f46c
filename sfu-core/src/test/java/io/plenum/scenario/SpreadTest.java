package io.plenum.scenario;

import static io.plenum.sim.Conference.spread;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Event;
import io.plenum.core.LayerStatus;
import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// One room on two shards is one room: whoever is in it notices nothing of where the others are.
class SpreadTest {
    private static final int LOW = 180;

    static Stream<LayeredShape> cameras() {
        return Stream.of(
                LayeredShape.VP8_SIMULCAST_T3,
                LayeredShape.VP9_SIMULCAST,
                LayeredShape.AV1_SIMULCAST,
                LayeredShape.H264_SIMULCAST,
                LayeredShape.VP9_L3T3,
                LayeredShape.VP9_L3T3_KEY,
                LayeredShape.AV1_L3T3,
                LayeredShape.AV1_L3T3_KEY);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void everybodySeesAndHearsEverybody(long seed) {
        try (Conference room = fourOnTwo(seed).run(seconds(4))) {
            everybodyMeets(room, "ann", "bob", "cid", "dan");
            room.assertThat("ann").inSyncWithin(millis(5)).sawNoGap();
            room.assertThat("dan").inSyncWithin(millis(5)).sawNoGap();
            room.check(room.dropped(DropReason.RELAY_MALFORMED) == 0, "malformed messages");
        }
    }

    @Test
    void fourShardsAreOneRoom() {
        Conference room = spread(4, 4);
        for (int shard = 0; shard < 4; shard++) {
            room.on(shard).participant("p" + shard);
        }
        try (Conference running = room.run(seconds(4))) {
            everybodyMeets(running, "p0", "p1", "p2", "p3");
        }
    }

    /// It was on one shard for a while, and its publishers send what says which stream is which no more.
    @Test
    void aRoomIsExtendedWhileItRuns() {
        PublisherOptions unnamed = PublisherOptions.PERSON.unnamed();
        try (Conference room = spread(5, 2)
                .participant("ann", unnamed, 0)
                .participant("bob", unnamed, 0)
                .run(seconds(5))) {
            room.on(1).participant("cid", unnamed, seconds(5)).run(seconds(4));
            everybodyMeets(room, "ann", "bob", "cid");
            room.leave("cid").run(seconds(10));
            everybodyMeets(room, "ann", "bob");
            long relayed = room.count(Counter.RELAY_OUT);
            room.run(seconds(2));
            room.check(room.count(Counter.RELAY_OUT) == relayed, "still relays to a shard where nobody is");
            room.on(1).participant("dan", unnamed, room.nowNanos()).run(seconds(4));
            everybodyMeets(room, "ann", "bob", "dan");
        }
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void layersFollowTheSizeAcrossShards(LayeredShape camera) {
        try (Conference room = viewedFromAfar(6, camera)) {
            for (int layer : new int[] {2, 0, 1, 2, 1, 0}) {
                long before = room.nowNanos();
                room.watch("eve", "ann", LOW << layer).run(seconds(3));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer);
                room.assertThat("eve").sawNoGap().sawNoFreeze("sv0", millis(150), before, room.nowNanos());
            }
        }
    }

    /// Two viewers of different sizes on the other shard, one here: each layer that anybody watches
    /// crosses once.
    @Test
    void onlyWhatIsWatchedCrosses() {
        try (Conference room = viewedFromAfar(7, LayeredShape.VP8_SIMULCAST)) {
            room.watch("eve", "ann", LOW).run(seconds(3));
            long lowest = relayedIn(room, seconds(2));
            room.watch("eve", "ann", LOW << 2).run(seconds(3));
            long highest = relayedIn(room, seconds(2));
            room.view("eve", false, false).run(seconds(3));
            long nothing = relayedIn(room, seconds(2));
            room.check(nothing < lowest && lowest < highest, nothing + " < " + lowest + " < " + highest);
            room.check(nothing <= 2 * 50 + 10, nothing + " messages in 2 s for audio alone");
        }
    }

    /// The allocator over there need not guess what would come.
    @ParameterizedTest
    @MethodSource("cameras")
    void whatLayersTakeIsKnownWhereTheyDoNotCross(LayeredShape camera) {
        try (Conference room = viewedFromAfar(19, camera)) {
            room.on(0).member("bob", null, 1, 1, room.nowNanos()).behind(200_000, millis(300), "eve");
            room.watch("eve", "ann", LOW << 2).run(seconds(1));
            room.watch("bob", "ann", LOW << 2).run(seconds(12));
            LayerStatus near = room.status("bob", "sv0").wanted();
            LayerStatus far = room.status("eve", "sv0").wanted();
            room.check(near.id().equals(far.id()), "wanted here " + near + ", there " + far);
            room.check(
                    Math.abs(near.bitsPerSecond() - far.bitsPerSecond()) * 8 <= near.bitsPerSecond(),
                    "takes " + near.bitsPerSecond() + " here, " + far.bitsPerSecond() + " there");
            room.check(!room.status("eve", "sv0").aimed().id().equals(far.id()), "it crosses: nothing is shown");
        }
    }

    /// Those whose links are on the other one see and hear each other all the while.
    @Test
    void aRoomThatFailsOnOneShardGoesOnOnTheOthers() {
        try (Conference room = fourOnTwo(20).run(seconds(3))) {
            long failed = room.nowNanos();
            room.fail(1).run(seconds(3));
            everybodyMeets(room, "ann", "bob");
            room.assertThat("ann").sawNoGap().sawNoFreeze("sv0", millis(150), failed, room.nowNanos());
            room.assertThat("ann").doesNotSee("cid").doesNotHear("cid");
            room.on(1)
                    .participant("cleo", PublisherOptions.PERSON, room.nowNanos())
                    .participant("dora", PublisherOptions.PERSON, room.nowNanos())
                    .run(seconds(4));
            everybodyMeets(room, "ann", "bob", "cleo", "dora");
            room.assertThat("bob").sawNoGap();
        }
    }

    /// What is watched on the other shard keeps an encoding on, and only what is watched nowhere is
    /// switched off.
    @Test
    void thePublisherIsToldWhatIsWatchedAnywhere() {
        try (Conference room = viewedFromAfar(17, LayeredShape.VP8_SIMULCAST)) {
            room.on(0).member("bob", null, 1, 1, room.nowNanos()).run(seconds(1));
            room.watch("eve", "ann", LOW << 2).watch("bob", "ann", LOW).run(seconds(15));
            room.check(lastWanted(room).equals(List.of(true, false, true)), "wanted: " + lastWanted(room));
            room.assertThat("eve").showsLayer("sv0", 2);
            room.watch("eve", "ann", LOW << 1).run(seconds(15));
            room.check(lastWanted(room).equals(List.of(true, true, false)), "wanted: " + lastWanted(room));
            room.leave("eve").run(seconds(22));
            room.check(lastWanted(room).equals(List.of(true, false, false)), "wanted: " + lastWanted(room));
        }
    }

    private static List<Boolean> lastWanted(Conference room) {
        return room.events().stream()
                .filter(Event.LayersWanted.class::isInstance)
                .map(Event.LayersWanted.class::cast)
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new AssertionError(room.at("the publisher was told nothing")))
                .encodings();
    }

    /// A viewer's network loses packets: the shard that it is on has them; the publisher's, and its shard asks
    /// for them.
    @ParameterizedTest
    @MethodSource("cameras")
    void lossIsRepairedOnBothSides(LayeredShape camera) {
        try (Conference room = viewedFromAfar(10, camera)) {
            room.link("ann", LinkProfile.bursts(3)).link("eve", LinkProfile.bursts(3));
            for (int layer : new int[] {2, 0, 1}) {
                room.watch("eve", "ann", LOW << layer).run(seconds(4));
                room.assertThat("eve").sees("ann").showsLayer("sv0", layer);
                room.run(seconds(3)).assertThat("eve").sawNoVideoGap();
            }
            room.check(room.count(Counter.RTX_SENT) > 0, "nothing was sent again");
        }
    }

    /// Their requests are gathered on their side and then on the publisher's.
    @ParameterizedTest
    @ValueSource(longs = {9, 10})
    void whoComesOneAfterTheOtherFarAwayShareKeyFrames(long seed) {
        Conference scenario = spread(seed, 2).on(0).publisher("ann").on(1);
        for (int i = 0; i < 20; i++) {
            scenario.member("viewer" + i, null, 1, 1, seconds(2) + i * millis(100));
        }
        try (Conference room = scenario.run(seconds(2))) {
            long before = room.member("ann").publisher().keyFrames();
            room.run(seconds(6));
            long made = room.member("ann").publisher().keyFrames() - before;
            for (int i = 0; i < 20; i++) {
                room.assertThat("viewer" + i).sees("ann");
            }
            room.check(made >= 2 && made <= 6, made + " key frames in two seconds");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void theShardsAgreeOnWhoSpeaks(long seed) {
        Conference scenario = spread(seed, 2);
        for (int i = 0; i < 6; i++) {
            scenario.on(i % 2).participant("p" + i, PublisherOptions.PERSON.atLevel(127), 0);
        }
        try (Conference room = scenario.run(seconds(2))) {
            for (int turn = 0; turn < 6; turn++) {
                String speaker = "p" + turn;
                room.speaks(speaker, 20).run(seconds(3));
                for (int i = 0; i < 6; i++) {
                    if (i != turn) {
                        room.assertThat("p" + i).hears(speaker);
                    }
                }
                room.check(
                        room.speakers(0).equals(List.of(room.member(speaker).peer()))
                                && room.speakers(0).equals(room.speakers(1)),
                        speaker + " speaks; the shards say " + room.speakers(0) + " and " + room.speakers(1));
                room.fallsSilent(speaker).run(seconds(3));
            }
        }
    }

    @Test
    void muteUnpublishAndLeaveReachTheOtherShard() {
        try (Conference room = fourOnTwo(14).run(seconds(3))) {
            room.mute("ann", MediaKind.VIDEO, true).run(seconds(2));
            room.assertThat("cid").doesNotSee("ann").hears("ann");
            room.mute("ann", MediaKind.VIDEO, false).run(seconds(3));
            room.assertThat("cid").sees("ann");
            room.unpublish("bob", MediaKind.VIDEO).run(seconds(2));
            room.assertThat("cid").doesNotSee("bob").hears("bob");
            room.leave("ann").run(seconds(2));
            room.assertThat("cid").doesNotSee("ann").doesNotHear("ann");
            everybodyMeets(room, "cid", "dan");
        }
    }

    @Test
    void whoComesAfterItsViewersIsSeenByThem() {
        try (Conference room = spread(15, 2).on(1).subscriber("eve").run(seconds(1))) {
            room.on(0).member("ann", PublisherOptions.PERSON, 0, 0, seconds(1)).run(seconds(4));
            room.assertThat("eve").sees("ann").hears("ann");
        }
    }

    /// Nobody over there knew of it before.
    @Test
    void aViewerWhoBeginsToPublishIsSeenOnTheOtherShard() {
        try (Conference room = spread(21, 2)
                .on(0)
                .subscriber("ann")
                .on(1)
                .participant("bob")
                .subscriber("eve")
                .run(seconds(3))) {
            room.publish("ann", PublisherOptions.PERSON).run(seconds(4));
            room.assertThat("bob").sees("ann").hears("ann").sawNoGap();
            room.assertThat("eve").sees("ann").hears("ann").sawNoGap();
            room.assertThat("ann").sees("bob").hears("bob").sawNoGap();
        }
    }

    /// The shards hear of the two who publish in different orders.
    @Test
    void whoHasOneSlotSeesTheSameOnEachShard() {
        try (Conference room = spread(23, 2)
                .on(0)
                .subscriber("ann")
                .on(1)
                .publisher("bob", PublisherOptions.PERSON.sending(false, true))
                .run(seconds(1))) {
            room.publish("ann", PublisherOptions.PERSON.sending(false, true))
                    .on(0)
                    .member("eve", null, 0, 1, room.nowNanos())
                    .on(1)
                    .member("fay", null, 0, 1, room.nowNanos())
                    .run(seconds(4));
            room.assertThat("eve").sees("ann");
            room.assertThat("fay").sees("ann");
        }
    }

    @Test
    void whatIsPublishedAgainIsSeenAgain() {
        try (Conference room = viewedFromAfar(22, LayeredShape.VP8_SIMULCAST)) {
            room.run(seconds(2)).assertThat("eve").sees("ann").hears("ann");
            room.unpublish("ann", MediaKind.AUDIO)
                    .unpublish("ann", MediaKind.VIDEO)
                    .run(seconds(2));
            room.assertThat("eve").doesNotSee("ann").doesNotHear("ann");
            room.offerAgain("ann").run(seconds(4));
            room.assertThat("eve").sees("ann").hears("ann");
        }
    }

    /// A shard that is slow for a while loses quality by rule and no audio, and gets everything back.
    @ParameterizedTest
    @MethodSource("cameras")
    void aSlowShardLosesLayersFirstAndAudioNever(LayeredShape camera) {
        try (Conference room = viewedFromAfar(16, camera).run(seconds(2))) {
            room.watchAndHear("eve", "ann", LOW << 2).run(seconds(3));
            room.slow(1, millis(130)).run(seconds(4));
            room.check(room.count(Counter.RELAY_SHED_VIDEO) == 0, "video was cut");
            boolean slower = room.count(Counter.RELAY_SHED_TEMPORAL) > 0;
            room.check(slower == camera.temporalLayers() > 1, "the frame rate is not what was given up first");
            room.check(room.count(Counter.RELAY_SHED_SPATIAL) == 0, "size was given up before frames");
            room.assertThat("eve").showsLayer("sv0", 2).hears("ann");
            room.slow(1, millis(400)).run(seconds(4));
            room.check(room.count(Counter.RELAY_SHED_VIDEO) > 0, "nothing was cut");
            room.assertThat("eve").hears("ann");
            room.slow(1, millis(0)).run(seconds(15));
            room.assertThat("eve").sees("ann").hears("ann").showsLayer("sv0", 2).sawNoGap();
            room.check(room.count(Counter.RELAY_SHED_AUDIO) == 0, "audio was lost");
        }
    }

    private static long relayedIn(Conference room, long nanos) {
        long before = room.count(Counter.RELAY_OUT);
        room.run(nanos);
        return room.count(Counter.RELAY_OUT) - before;
    }

    private static Conference fourOnTwo(long seed) {
        return spread(seed, 2)
                .on(0)
                .participant("ann")
                .participant("bob")
                .on(1)
                .participant("cid")
                .participant("dan");
    }

    private static Conference viewedFromAfar(long seed, LayeredShape camera) {
        return spread(seed, 2)
                .on(0)
                .publisher("ann", PublisherOptions.PERSON.filming(camera))
                .on(1)
                .subscriber("eve", 1, 1)
                .run(seconds(1));
    }

    private static void everybodyMeets(Conference room, String... names) {
        for (String one : names) {
            for (String other : names) {
                if (!one.equals(other)) {
                    room.assertThat(one).sees(other).hears(other);
                }
            }
        }
    }
}
