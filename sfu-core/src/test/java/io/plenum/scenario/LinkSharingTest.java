package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Command.Wish;
import io.plenum.core.Event;
import io.plenum.core.LayerReason;
import io.plenum.core.LinkLimit;
import io.plenum.core.LinkStatus;
import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.VideoFormat;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A viewer gets what its link carries and is told why it is no more; nobody sends what nobody watches.
class LinkSharingTest {
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 1, Set.of(), 720, 30, 600_000);
    private static final LayeredShape LAYERED =
            new LayeredShape(VideoFormat.VP8, 3, 1, 3, Set.of(), 720, 30, 1_500_000);
    private static final long DELAY = millis(50);
    private static final long QUEUE = millis(300);
    private static final LinkProfile WIDE = LinkProfile.GOOD.withDelay(DELAY, 0).withRate(3_000_000, QUEUE);

    @Test
    void whatNobodyWatchesIsSwitchedOffAndBackOnAtOnce() {
        try (Conference room = OneViewer.joined(CAMERA, 1)) {
            room.watch("eve", "ann", 180).run(OneViewer.UNTIL_OFF);
            room.check(
                    OneViewer.lastWanted(room).equals(List.of(true, false, false)),
                    "wanted are " + OneViewer.lastWanted(room));
            long packets = room.member("ann").publisher().packetsSent(MediaKind.VIDEO);
            room.run(seconds(1));
            long alone = room.member("ann").publisher().packetsSent(MediaKind.VIDEO) - packets;
            room.check(alone < 60, alone + " packets in a second of the lowest layer");
            room.watch("eve", "ann", 720);
            expect(room, LayerReason.WAITING_FOR_KEY_FRAME);
            room.run(millis(150));
            room.assertThat("eve").showsLayer("sv0", 2);
            expect(room, LayerReason.PLAYING_WANTED);
        }
    }

    @Test
    void aCameraThatNobodyShowsIsPausedAndNotCalledStalled() {
        try (Conference room = OneViewer.joined(CAMERA, 2)) {
            room.view("eve", false, true).run(OneViewer.UNTIL_OFF);
            room.check(
                    OneViewer.lastWanted(room).equals(List.of(false, false, false)),
                    "wanted are " + OneViewer.lastWanted(room));
            boolean stalled = room.events().stream().anyMatch(Event.TrackFlowing.class::isInstance);
            room.check(!stalled, "a paused track is said to have stalled");
            room.watch("eve", "ann", 360).run(seconds(1));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 1);
        }
    }

    @Test
    void aPublisherThatCannotBeToldJustGoesOn() {
        PublisherOptions deaf = PublisherOptions.PERSON.filming(CAMERA).deaf();
        try (Conference room =
                conference(3).publisher("ann", deaf).subscriber("eve", 1, 1).run(seconds(1))) {
            room.watch("eve", "ann", 180).run(OneViewer.UNTIL_OFF);
            room.watch("eve", "ann", 720).run(millis(600));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 2);
        }
    }

    @Test
    void theReasonIsToldInEachSituation() {
        try (Conference room = OneViewer.joined(CAMERA, 4)) {
            room.watch("eve", "ann", 720).run(seconds(4));
            expect(room, LayerReason.PLAYING_WANTED);
            room.watch("eve", "ann", 180).run(seconds(1));
            expect(room, LayerReason.SIZE);
            room.watch("eve", "ann", 720).limit("ann", 1).run(seconds(5));
            expect(room, LayerReason.PUBLISHER_DOES_NOT_SEND);
            room.limit("ann", 3).run(seconds(2));
            expect(room, LayerReason.PLAYING_WANTED);
            room.downlink("eve", LinkProfile.GOOD.withRate(300_000, QUEUE)).run(seconds(4));
            expect(room, LayerReason.BANDWIDTH);
            room.view("eve", false, true, new Wish(room.member("ann").track(MediaKind.VIDEO), 0, 0));
            room.run(seconds(1));
            expect(room, LayerReason.NOTHING_TO_PLAY);
        }
    }

    /// The link to the viewer narrows: from the estimate that says so, less is sent at once.
    /// Also where the estimate covers what is wanted, as a step up needs some room beside.
    @ParameterizedTest
    @ValueSource(longs = {120_000, 200_000, 240_000})
    void theLinkIsSaidToBeTheLimitWhileAPictureIsSmall(long bitsPerSecond) {
        try (Conference room = OneViewer.of(LAYERED, 1)) {
            expectTroubleTold(room.downlink("eve", WIDE).run(seconds(1)), bitsPerSecond);
        }
    }

    /// The way has become longer shortly before, which looks like somebody else's queue.
    @ParameterizedTest
    @ValueSource(longs = {120_000, 200_000, 210_000})
    void theLinkIsSaidToBeTheLimitWhilePacketsWait(long bitsPerSecond) {
        try (Conference room = OneViewer.joined(LAYERED, bitsPerSecond)) {
            expectTroubleTold(room.downlink("eve", WIDE), bitsPerSecond);
        }
    }

    /// In the twenty seconds after the link has become so narrow, and not when it is wide again.
    private static void expectTroubleTold(Conference room, long bitsPerSecond) {
        room.watch("eve", "ann", 180).run(seconds(10));
        room.downlink("eve", WIDE.withRate(bitsPerSecond, QUEUE));
        Set<LinkLimit> told = EnumSet.noneOf(LinkLimit.class);
        for (int tenth = 0; tenth < 200; tenth++) {
            LinkStatus link = room.run(millis(100)).quality("eve").link();
            boolean small = room.status("eve", "sv0").reason() == LayerReason.BANDWIDTH;
            if (small || link.queueNanos() > millis(200)) {
                told.add(link.limit());
            }
        }
        room.check(!told.isEmpty(), "the narrow link made no trouble");
        told.removeAll(EnumSet.of(LinkLimit.QUEUE, LinkLimit.DELAY, LinkLimit.LOSS, LinkLimit.PROBING));
        room.check(told.isEmpty(), "the viewer was told " + told);
        room.downlink("eve", WIDE).run(seconds(20));
        expect(room, LinkLimit.APPLICATION);
    }

    private static void expect(Conference room, LinkLimit limit) {
        LinkLimit told = room.quality("eve").link().limit();
        room.check(told == limit, "the viewer is told " + told);
    }

    @Test
    void nothingIsToldWhenNothingChanges() {
        try (Conference room = OneViewer.joined(CAMERA, 6)) {
            room.watch("eve", "ann", 720).run(seconds(60));
            long before = told(room);
            room.run(seconds(10));
            room.check(told(room) - before <= 20, told(room) - before + " times in ten seconds");
            List<Event> events = room.events();
            room.check(events.stream().anyMatch(Event.QualityChanged.class::isInstance), "nothing was ever told");
        }
    }

    private static long told(Conference room) {
        return room.events().stream()
                .filter(Event.QualityChanged.class::isInstance)
                .count();
    }

    private static void expect(Conference room, LayerReason reason) {
        room.check(room.status("eve", "sv0").reason() == reason, "the status is " + room.status("eve", "sv0"));
    }
}
