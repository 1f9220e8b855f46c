package io.plenum.speaker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.memory.TimerQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A room of microphones that send a level every 20 ms.
class ActiveSpeakerTest {
    private static final long MS = 1_000_000L;
    private static final int SILENCE = 127;
    private static final int NOISE = 60;
    private static final int SPEECH = 30;

    private final ActiveSpeaker speakers = new ActiveSpeaker(3);
    private final List<Voice> voices = new ArrayList<>();
    private long now = 1_000 * MS;
    private int loudestChanges;
    private int speakerChanges;

    private ActiveSpeakerTest room(int people) {
        for (int i = 0; i < people; i++) {
            voices.add(speakers.join(new PeerId(i), new TrackId(i)));
        }
        return this;
    }

    /// How loud each one is, in -dBov.
    private interface Levels {
        int of(int person, long millis);
    }

    private void pass(long millis, Levels levels) {
        for (long passed = 0; passed < millis; passed += 20) {
            for (int person = 0; person < voices.size(); person++) {
                boolean changed = speakers.heard(voices.get(person), levels.of(person, passed), now);
                loudestChanges += changed ? 1 : 0;
            }
            speakerChanges += speakers.advance(now) ? 1 : 0;
            now += 20 * MS;
        }
    }

    private static Levels talk(int... people) {
        return (person, millis) -> {
            for (int speaker : people) {
                if (speaker == person) {
                    // Syllables of 160 ms, pauses of 60 ms.
                    return millis % 220 < 160 ? SPEECH + (int) (millis / 20 % 5) : NOISE;
                }
            }
            return NOISE + person % 3;
        };
    }

    private List<Long> loudest() {
        return speakers.loudest().stream().map(voice -> voice.peer().value()).toList();
    }

    private List<Long> said() {
        return speakers.speakers().stream().map(PeerId::value).toList();
    }

    @Test
    void silenceHasNoSpeakersAndNoDeadline() {
        room(5).pass(1_000, (person, millis) -> SILENCE);
        assertEquals(List.of(), loudest());
        assertEquals(List.of(), said());
        assertEquals(TimerQueue.NEVER, speakers.deadline());
        assertEquals(0, speakerChanges);
    }

    @Test
    void aSpeakerIsForwardedFromTheFirstPackets() {
        room(10).pass(5_000, talk(0, 1, 2));
        pass(1_000, (person, millis) -> NOISE);
        pass(40, talk(7));
        assertTrue(loudest().contains(7L), "after two packets: " + loudest());
    }

    @Test
    void noiseMovesNobody() {
        Random random = new Random(5);
        room(10).pass(10_000, talk(0, 1, 2));
        pass(2_000, (person, millis) -> NOISE);
        loudestChanges = 0;
        speakerChanges = 0;
        pass(20_000, (person, millis) -> NOISE - 5 + random.nextInt(10));
        assertEquals(0, loudestChanges);
        assertEquals(List.of(), said());
    }

    @Test
    void loudSteadyNoiseStopsCountingAsSpeech() {
        room(4).pass(30_000, (person, millis) -> person == 0 ? 45 : NOISE);
        pass(3_000, (person, millis) -> person == 0 ? 45 : NOISE);
        assertEquals(List.of(), said());
        pass(2_000, (person, millis) -> person == 0 ? 45 : talk(1).of(person, millis));
        assertEquals(List.of(1L), said());
    }

    /// What does not move counts as noise, but only when it lasts longer than people hold a vowel.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoHoldsAVowelStillSpeaks(long seed) {
        Random random = new Random(seed);
        Talker talker = new Talker(random, 65);
        talker.begin();
        room(2).pass(10_000, (person, millis) -> person == 0 ? talker.talks() : NOISE);
        for (int packet = 0; packet < 60; packet++) {
            int vowel = 36 + (int) Math.round(random.nextGaussian());
            pass(20, (person, millis) -> person == 0 ? vowel : NOISE);
            assertEquals(List.of(0L), said(), "after " + packet + " packets of it, seed " + seed);
        }
        pass(5_000, (person, millis) -> person == 0 ? talker.talks() : NOISE);
        assertEquals(List.of(0L), said());
        assertTrue(loudest().contains(0L));
    }

    @Test
    void whoSpeaksHasTheFloorAndIsSaidSoUntilAWhileAfter() {
        room(4).pass(1_000, talk(2));
        assertEquals(List.of(2L), said());
        pass(1_000, talk());
        assertEquals(List.of(2L), said(), "between two sentences");
        pass(2_000, talk());
        assertEquals(List.of(), said());
        assertEquals(new PeerId(2), speakers.recent().getFirst());
        assertEquals(TimerQueue.NEVER, speakers.deadline());
    }

    @Test
    void aCoughTakesNoFloor() {
        room(4).pass(3_000, talk(0));
        pass(100, talk(0, 3));
        pass(2_000, talk(0));
        assertEquals(List.of(0L), said());
        assertEquals(new PeerId(0), speakers.recent().getFirst());
    }

    @Test
    void theFloorGoesToWhoGoesOnSpeaking() {
        room(4).pass(3_000, talk(0));
        pass(3_000, talk(3));
        assertEquals(3L, said().getFirst());
        assertEquals(List.of(new PeerId(3), new PeerId(0)), speakers.recent());
    }

    @Test
    void aFourthSpeakerAsLoudAsTheOthersDoesNotMakeThemFlap() {
        room(6).pass(3_000, talk(0, 1, 2));
        loudestChanges = 0;
        pass(20_000, talk(0, 1, 2, 3));
        assertTrue(loudestChanges <= 2, "changes: " + loudestChanges);
    }

    @Test
    void aClearlyLouderVoiceEnters() {
        room(6).pass(3_000, talk(0, 1, 2));
        pass(2_000, (person, millis) -> person == 5 ? 10 : talk(0, 1, 2).of(person, millis));
        assertTrue(loudest().contains(5L), loudest().toString());
    }

    @Test
    void whoIsSilentLongestGivesWay() {
        room(6).pass(2_000, talk(0));
        pass(2_000, talk(1));
        pass(2_000, talk(2));
        pass(500, talk(4));
        assertFalse(loudest().contains(0L), loudest().toString());
        assertEquals(3, loudest().size());
    }

    @Test
    void whoLeavesIsForgotten() {
        room(3).pass(1_000, talk(1));
        speakers.leave(voices.remove(1), now);
        speakers.forget(new PeerId(1));
        pass(400, (person, millis) -> NOISE);
        assertEquals(List.of(), loudest());
        assertEquals(List.of(), said());
        assertEquals(List.of(), speakers.recent());
    }

    @Test
    void packetsThatStopAreSilence() {
        room(2).pass(1_000, talk(0));
        for (int i = 0; i < 20; i++) {
            now += 200 * MS;
            speakers.advance(now);
        }
        assertEquals(List.of(), said());
        assertEquals(TimerQueue.NEVER, speakers.deadline());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void conversationsChangeTheFloorNoMoreOftenThanPeopleDo(long seed) {
        Random random = new Random(seed);
        room(8);
        int turns = 20;
        for (int turn = 0; turn < turns; turn++) {
            pass(1_500 + random.nextInt(3_000), talk(random.nextInt(8)));
            pass(random.nextInt(800), talk());
        }
        assertTrue(speakerChanges <= 3 * turns, "changes " + speakerChanges + ", seed " + seed);
        assertTrue(speakerChanges >= turns / 2, "changes " + speakerChanges + ", seed " + seed);
    }
}
