package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Shown;
import io.plenum.sim.Vp8Shape;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A slot that changes its publisher goes on as one stream. The fake subscriber itself checks the continuity of
/// sequence numbers, timestamps and picture ids, and that the new publisher's first frame is a key frame.
class SlotSwitchTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void thePictureChangesWithoutASeam(long seed) {
        try (Conference room = threeCamerasOneSlot(seed)) {
            watch(room, "ann", "bob", "cyd", "ann", "bob");
            room.assertThat("eve").sawNoGap().sawNoFreeze("sv0", millis(400), seconds(1), room.nowNanos());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void thePictureChangesOnALossyLink(long seed) {
        try (Conference room = threeCamerasOneSlot(seed)) {
            room.link("eve", LinkProfile.bursts(5));
            watch(room, "ann", "bob", "cyd", "ann", "bob");
            room.assertThat("eve").sawNoVideoGap();
        }
    }

    /// Publishers' clocks differ by hours; on the subscriber's side there is one clock, ours.
    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void lipsStayInSyncOverTheChange(long seed) {
        try (Conference room = threeCamerasOneSlot(seed)) {
            watch(room, "ann", "bob", "cyd", "ann");
            room.assertThat("eve").inSyncWithin(millis(5));
        }
    }

    @Test
    void theNewPublisherBeginsWithAKeyFrame() {
        try (Conference room = threeCamerasOneSlot(9)) {
            watch(room, "ann");
            int first = room.assertThat("eve").slot("sv0").log().list().size();
            watch(room, "bob", "ann");
            List<Shown> shown = room.assertThat("eve").slot("sv0").log().list();
            int changes = 0;
            for (int i = first; i < shown.size(); i++) {
                if (shown.get(i).track() != shown.get(i - 1).track()) {
                    changes++;
                    room.check(shown.get(i).keyFrame(), "the first frame of " + shown.get(i) + " is no key frame");
                }
            }
            room.check(changes == 2, changes + " changes instead of 2");
        }
    }

    /// While the new publisher's key frame is on its way, the old picture goes on or stands still; nobody else's does.
    @Test
    void anotherSlotDoesNotNotice() {
        try (Conference room = conference(10)
                .publisher("ann")
                .publisher("bob")
                .publisher("cyd")
                .subscriber("eve", 1, 2)
                .run(seconds(2))) {
            room.view("eve", false, true, room.wish("ann", MediaKind.VIDEO), room.wish("bob", MediaKind.VIDEO))
                    .run(seconds(2));
            String kept = room.member("eve")
                    .slotOf(room.member("ann").track(MediaKind.VIDEO))
                    .orElseThrow()
                    .spec()
                    .mid();
            long before = room.nowNanos();
            room.view("eve", false, true, room.wish("cyd", MediaKind.VIDEO), room.wish("ann", MediaKind.VIDEO))
                    .run(seconds(3));
            room.assertThat("eve").sees("ann").sees("cyd").doesNotSee("bob");
            room.assertThat("eve").sawNoFreeze(kept, millis(60), before, room.nowNanos());
        }
    }

    private static Conference threeCamerasOneSlot(long seed) {
        return conference(seed)
                .publisher("ann", PublisherOptions.PERSON.clockOff(3_600_000))
                .publisher("bob", PublisherOptions.PERSON.clockOff(-7_200_123).filming(Vp8Shape.CAMERA.withLayers(3)))
                .publisher("cyd", PublisherOptions.PERSON.filming(Vp8Shape.CAMERA.withPictureIdBits(7)))
                .subscriber("eve", 1, 1)
                .run(seconds(1));
    }

    private static void watch(Conference room, String... names) {
        for (String name : names) {
            room.view("eve", false, false, room.wish(name, MediaKind.VIDEO), room.wish(name, MediaKind.AUDIO))
                    .run(seconds(4));
            room.assertThat("eve").sees(name).hears(name);
        }
    }
}
