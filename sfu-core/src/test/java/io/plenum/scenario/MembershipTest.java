package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.PublisherOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// People come, go, and fall silent; the others do not notice more than that.
class MembershipTest {
    /// Muted is muted, even when the client goes on sending.
    @Test
    void aMutedTrackIsNotForwarded() {
        try (Conference room = meeting(1)) {
            room.mute("ann", MediaKind.VIDEO, true)
                    .mute("ann", MediaKind.AUDIO, true)
                    .run(seconds(2));
            room.assertThat("bob")
                    .doesNotSee("ann")
                    .doesNotHear("ann")
                    .sees("cyd")
                    .hears("cyd");
            room.mute("ann", MediaKind.VIDEO, false)
                    .mute("ann", MediaKind.AUDIO, false)
                    .run(seconds(3));
            room.assertThat("bob").sees("ann").hears("ann").sees("cyd").sawNoGap();
        }
    }

    @Test
    void anUnpublishedTrackFreesItsSlot() {
        try (Conference room = meeting(2)) {
            room.unpublish("ann", MediaKind.VIDEO).run(seconds(2));
            room.assertThat("bob").doesNotSee("ann").hears("ann").hasFilled(MediaKind.VIDEO, 1);
        }
    }

    @Test
    void whoLeavesFreesTheSlots() {
        try (Conference room = meeting(3)) {
            room.leave("ann").run(seconds(2));
            room.assertThat("bob")
                    .doesNotSee("ann")
                    .doesNotHear("ann")
                    .hasFilled(MediaKind.VIDEO, 1)
                    .hasFilled(MediaKind.AUDIO, 1)
                    .sees("cyd");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5})
    void whoComesLateSeesEverybodySoon(long seed) {
        try (Conference room = meeting(seed)) {
            room.participant("dan", PublisherOptions.PERSON, room.nowNanos()).run(millis(1_900));
            room.assertThat("dan")
                    .sees("ann")
                    .sees("bob")
                    .sees("cyd")
                    .hears("ann")
                    .hears("bob")
                    .hears("cyd");
            room.assertThat("ann").sees("dan").hears("dan");
        }
    }

    @Test
    void aSilentTrackIsReported() {
        try (Conference room = meeting(6)) {
            room.vanish("ann").run(seconds(10));
            Event expected = new Event.TrackFlowing(
                    room.member("ann").peer(), room.member("ann").track(MediaKind.VIDEO), false);
            room.check(room.events().contains(expected), "nobody was told that ann is gone");
        }
    }

    /// As the issue asks: thirty joins and leaves of one, no freeze for the rest.
    @Test
    void thirtyVisitsDisturbNobody() {
        try (Conference room = meeting(7)) {
            long from = room.nowNanos();
            for (int i = 0; i < 30; i++) {
                String visitor = "visitor" + i;
                room.participant(visitor, PublisherOptions.PERSON, room.nowNanos())
                        .run(millis(1_500));
                room.assertThat("ann").sees("bob").sees("cyd");
                room.leave(visitor).run(millis(300));
            }
            for (String mid : new String[] {"sv0", "sv1"}) {
                room.assertThat("ann").sawNoFreeze(mid, millis(70), from, room.nowNanos());
            }
            room.assertThat("ann").sawNoGap();
        }
    }

    /// What histories hold is bounded by time, not by the length of the meeting.
    @Test
    void memoryDoesNotGrow() {
        try (Conference room = meeting(8)) {
            room.run(seconds(10));
            int before = room.packetsHeld();
            room.run(seconds(60));
            room.check(room.packetsHeld() < before * 1.3, before + " packets held became " + room.packetsHeld());
        }
    }

    private static Conference meeting(long seed) {
        return conference(seed)
                .participant("ann")
                .participant("bob")
                .participant("cyd")
                .run(seconds(4));
    }
}
