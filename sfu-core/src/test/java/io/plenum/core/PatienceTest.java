package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What changes slowly is looked at with packets that come anyway, and without them not much later.
class PatienceTest {
    /// Looks are 60 ms apart, so most are due between two packets.
    private static final int PACKET_MILLIS = 25;

    private static final long MILLI = 1_000_000L;
    private static final int LOUD = 20;
    private static final int TALK = 80;

    private final Stage stage = new Stage();
    private final PeerId ann = stage.join(1);
    private final PeerId eve = stage.join(2);
    private int sequence;

    private void talk() {
        stage.publishAudio(ann);
        stage.openSlots(eve, Stage.audioSlot(eve, 0));
        for (int packet = 0; packet < TALK; packet++) {
            say();
            long next = stage.now + PACKET_MILLIS * MILLI;
            assertTrue(stage.deadline >= next, "a turn for a look alone, after packet " + packet);
            stage.pass(PACKET_MILLIS);
        }
    }

    private void say() {
        stage.sendOpus(ann, sequence, 48L * PACKET_MILLIS * sequence, LOUD, 1);
        sequence++;
    }

    private List<Event.SpeakersChanged> changes() {
        return stage.events.stream()
                .filter(Event.SpeakersChanged.class::isInstance)
                .map(Event.SpeakersChanged.class::cast)
                .toList();
    }

    @Test
    void whoSpeaksIsSeenWithThePacketsOfThatVoice() {
        talk();
        assertEquals(
                List.of(List.of(ann)),
                changes().stream().map(Event.SpeakersChanged::speakers).toList());
    }

    @Test
    void thatNobodySpeaksAnyMoreIsSeenWithoutPackets() {
        talk();
        long quiet = stage.now;
        while (changes().size() == 1 && stage.deadline < Long.MAX_VALUE) {
            stage.pass(1);
        }
        assertEquals(List.of(), changes().getLast().speakers());
        long late = stage.now - quiet - 1_500 * MILLI;
        assertTrue(late <= 100 * MILLI, "after a second and a half that belong to every sentence: " + late);
    }
}
