package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.PublisherOptions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// With more voices than audio slots, the loudest few are heard.
class LoudestTest {
    private static final int SILENT = 127;
    private static final int SPEAKING = 30;
    private static final int PEOPLE = 8;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void whoSpeaksIsHeard(long seed) {
        try (Conference room = silentRoom(seed)) {
            room.speaks("p6", SPEAKING).speaks("p7", SPEAKING + 1).run(seconds(3));
            room.assertThat("listener").hears("p6").hears("p7").hasFilled(MediaKind.AUDIO, 3);
            room.fallsSilent("p6").run(seconds(2));
            room.speaks("p2", SPEAKING).speaks("p3", SPEAKING).run(seconds(3));
            room.assertThat("listener").hears("p2").hears("p3").hears("p7");
        }
    }

    /// The first word must not be cut off while somebody decides.
    @Test
    void aNewVoiceIsHeardAtOnce() {
        try (Conference room = silentRoom(3)) {
            room.speaks("p5", SPEAKING).run(millis(300));
            long heard = room.member("listener")
                    .slotOf(room.member("p5").track(MediaKind.AUDIO))
                    .orElseThrow()
                    .log()
                    .count(
                            room.member("p5").track(MediaKind.AUDIO).value(),
                            room.nowNanos() - millis(300),
                            room.nowNanos());
            room.check(heard >= 12, "only " + heard + " packets of the first 300 ms were heard");
        }
    }

    /// Two who are about as loud do not push each other out with every word.
    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void equalVoicesDoNotFlicker(long seed) {
        try (Conference room = silentRoom(seed)) {
            for (int i = 0; i < 5; i++) {
                room.speaks("p" + i, SPEAKING + i);
            }
            room.run(seconds(3));
            int before = room.member("listener").slotChanges();
            room.run(seconds(10));
            int changes = room.member("listener").slotChanges() - before;
            room.check(changes <= 2, changes + " changes in ten seconds of equal voices");
        }
    }

    @Test
    void theDominantSpeakerIsAnnounced() {
        try (Conference room = silentRoom(6)) {
            room.speaks("p4", SPEAKING).run(seconds(4));
            List<Event.SpeakersChanged> changes = room.events().stream()
                    .filter(Event.SpeakersChanged.class::isInstance)
                    .map(Event.SpeakersChanged.class::cast)
                    .toList();
            room.check(!changes.isEmpty(), "nobody was announced");
            room.check(
                    changes.getLast()
                            .speakers()
                            .getFirst()
                            .equals(room.member("p4").peer()),
                    "announced " + changes.getLast());
            room.check(changes.size() <= 3, changes.size() + " announcements for one speaker");
        }
    }

    /// Those who are heard are also those who are seen, when not all can be.
    @Test
    void thePictureFollowsTheVoice() {
        try (Conference room = silentRoom(7)) {
            room.speaks("p6", SPEAKING).run(seconds(4));
            room.assertThat("listener").sees("p6").hears("p6");
        }
    }

    /// Who sees everybody is told who speaks, once each time, and nothing of pictures that go on as they were.
    @Test
    void anotherVoiceIsNoOtherPicture() {
        try (Conference room = silentRoom(8, PEOPLE).run(seconds(20))) {
            int from = room.events().size();
            for (int speaker = 0; speaker < 6; speaker++) {
                room.speaks("p" + speaker, SPEAKING).run(seconds(3));
                room.assertThat("listener").hears("p" + speaker);
                room.fallsSilent("p" + speaker);
            }
            List<Event> news = room.events().subList(from, room.events().size());
            room.check(news.stream().noneMatch(Event.QualityChanged.class::isInstance), "told of pictures: " + news);
            List<Event> announced = news.stream()
                    .filter(Event.SpeakersChanged.class::isInstance)
                    .toList();
            for (int i = 1; i < announced.size(); i++) {
                room.check(!announced.get(i).equals(announced.get(i - 1)), "said twice: " + announced.get(i));
            }
        }
    }

    private static Conference silentRoom(long seed) {
        return silentRoom(seed, 2);
    }

    private static Conference silentRoom(long seed, int videoSlots) {
        Conference room = conference(seed).subscriber("listener", 3, videoSlots);
        for (int i = 0; i < PEOPLE; i++) {
            room.publisher("p" + i, PublisherOptions.PERSON.atLevel(SILENT));
        }
        return room.run(seconds(2));
    }
}
