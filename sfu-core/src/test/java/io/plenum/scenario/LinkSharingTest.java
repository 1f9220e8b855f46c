package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Command.Wish;
import io.plenum.core.Event;
import io.plenum.core.LayerReason;
import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.VideoFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A viewer gets what its link carries and is told why it is no more; nobody sends what nobody watches.
class LinkSharingTest {
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 1, Set.of(), 720, 30, 600_000);
    private static final long QUEUE = millis(300);

    @Test
    void whatNobodyWatchesIsSwitchedOffAndBackOnAtOnce() {
        try (Conference room = onePublisher(1, CAMERA)) {
            room.watch("eve", "ann", 180).run(seconds(5));
            room.check(lastWanted(room).equals(List.of(true, false, false)), "wanted are " + lastWanted(room));
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
        try (Conference room = onePublisher(2, CAMERA)) {
            room.view("eve", false, true).run(seconds(8));
            room.check(lastWanted(room).equals(List.of(false, false, false)), "wanted are " + lastWanted(room));
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
            room.watch("eve", "ann", 180).run(seconds(5));
            room.watch("eve", "ann", 720).run(millis(600));
            room.assertThat("eve").sees("ann").showsLayer("sv0", 2);
        }
    }

    @Test
    void theReasonIsToldInEachSituation() {
        try (Conference room = onePublisher(4, CAMERA)) {
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

    @Test
    void nothingIsToldWhenNothingChanges() {
        try (Conference room = onePublisher(6, CAMERA)) {
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

    private static List<Boolean> lastWanted(Conference room) {
        List<Boolean> last = List.of();
        for (Event event : room.events()) {
            last = event instanceof Event.LayersWanted wanted ? wanted.encodings() : last;
        }
        return last;
    }

    private static void expect(Conference room, LayerReason reason) {
        room.check(room.status("eve", "sv0").reason() == reason, "the status is " + room.status("eve", "sv0"));
    }

    private static Conference onePublisher(long seed, LayeredShape camera) {
        return conference(seed)
                .publisher("ann", PublisherOptions.PERSON.filming(camera))
                .subscriber("eve", 1, 1)
                .run(seconds(1));
    }
}
