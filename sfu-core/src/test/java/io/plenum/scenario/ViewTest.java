package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Command;
import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import io.plenum.sim.Conference;
import org.junit.jupiter.api.Test;

/// A subscriber sees what it wishes for, as far as its slots go.
class ViewTest {
    private static final int PEOPLE = 6;

    @Test
    void moreTracksThanSlotsFillTheSlots() {
        try (Conference room = crowd(1, 2)) {
            room.assertThat("eve").hasFilled(MediaKind.VIDEO, 2).sawNoGap();
        }
    }

    @Test
    void wishesComeFirstAndTheRestIsFilled() {
        try (Conference room = crowd(2, 3)) {
            room.view("eve", true, true, video(room, "p4"), video(room, "p5")).run(seconds(3));
            room.assertThat("eve").sees("p4").sees("p5").hasFilled(MediaKind.VIDEO, 3);
        }
    }

    @Test
    void theFirstWishesWinWhenThereAreTooMany() {
        try (Conference room = crowd(3, 2)) {
            room.view("eve", true, true, video(room, "p3"), video(room, "p5"), video(room, "p1"))
                    .run(seconds(3));
            room.assertThat("eve").sees("p3").sees("p5").doesNotSee("p1");
        }
    }

    /// As a WHEP viewer of one participant: nothing is shown beside it, and nothing at all before it comes.
    @Test
    void withoutFillingOnlyWishesPlay() {
        try (Conference room = crowd(4, 3)) {
            room.view("eve", false, false, video(room, "p2"), room.wish("p2", MediaKind.AUDIO))
                    .run(seconds(3));
            room.assertThat("eve")
                    .sees("p2")
                    .hears("p2")
                    .hasFilled(MediaKind.VIDEO, 1)
                    .hasFilled(MediaKind.AUDIO, 1);
            room.view("eve", false, false).run(seconds(3));
            room.assertThat("eve")
                    .hasFilled(MediaKind.VIDEO, 0)
                    .hasFilled(MediaKind.AUDIO, 0)
                    .doesNotSee("p2");
        }
    }

    @Test
    void aHiddenTrackIsNotSent() {
        try (Conference room = crowd(5, PEOPLE)) {
            room.assertThat("eve").sees("p2");
            Command.Wish hidden = new Command.Wish(room.member("p2").track(MediaKind.VIDEO), 0, 0);
            room.view("eve", true, true, hidden).run(seconds(3));
            room.assertThat("eve").doesNotSee("p2").sees("p1").hears("p2");
        }
    }

    @Test
    void anUnknownWishIsIgnored() {
        try (Conference room = crowd(6, 2)) {
            room.view("eve", true, true, new Command.Wish(new TrackId(999_999), 640, 360), video(room, "p1"))
                    .run(seconds(3));
            room.assertThat("eve").sees("p1").hasFilled(MediaKind.VIDEO, 2);
        }
    }

    private static Conference crowd(long seed, int videoSlots) {
        Conference room = conference(seed).subscriber("eve", PEOPLE, videoSlots);
        for (int i = 0; i < PEOPLE; i++) {
            room.publisher("p" + i);
        }
        return room.run(seconds(3));
    }

    private static Command.Wish video(Conference room, String name) {
        return room.wish(name, MediaKind.VIDEO);
    }
}
