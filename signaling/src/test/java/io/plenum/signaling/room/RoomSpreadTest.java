package io.plenum.signaling.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.ExtensionMap;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.config.SignalingConfig.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomSpreadTest {
    private static final RoomId ROOM = new RoomId("standup");
    private static final PeerId ANN = new PeerId(1);
    private static final PeerId BOB = new PeerId(2);
    private static final TrackSpec VOICE = new TrackSpec(
            new TrackId(10),
            MediaKind.AUDIO,
            TrackSource.MICROPHONE,
            "0",
            List.of(),
            new ExtensionMap(Map.of()),
            List.of(),
            false);

    private final LoadedPlane plane = new LoadedPlane(0, 0);
    private final RoomSpread spread = new RoomSpread(plane, new ShardChoice(plane, new Spread(1, 70)));

    @Test
    void aShardThatJoinsIsToldWhoIsThereAlready() {
        annOnTheFirst();
        spread.command(0, new Command.Mute(ANN, VOICE.id(), true));
        plane.take(0);
        spread.command(1, join(BOB));
        assertEquals(
                List.of(join(BOB), mirror(ANN, 0), new Command.Publish(ANN, VOICE.withMuted(true))), plane.take(1));
        assertEquals(List.of(), plane.take(0), "nobody over there has anything of Bob to show");
    }

    @Test
    void whoOnlyWatchesIsNoMatterOfOtherShards() {
        spread.command(0, join(ANN));
        spread.command(1, join(BOB));
        spread.command(0, new Command.OpenSlots(ANN, List.of()));
        assertEquals(List.of(join(BOB)), plane.take(1));
        assertEquals(2, plane.take(0).size());
    }

    @Test
    void whoPublishesLaterIsIntroducedFirst() {
        spread.command(0, join(ANN));
        spread.command(1, join(BOB));
        plane.take(1);
        spread.command(0, new Command.Publish(ANN, VOICE));
        assertEquals(List.of(mirror(ANN, 0), new Command.Publish(ANN, VOICE)), plane.take(1));
        assertEquals(List.of(join(ANN), new Command.Publish(ANN, VOICE)), plane.take(0));
    }

    @Test
    void publishingIsToldToAllAndViewingToTheViewersOwn() {
        annOnTheFirst();
        spread.command(1, join(BOB));
        plane.take(0);
        plane.take(1);
        List<Command> published = List.of(
                new Command.Publish(BOB, VOICE),
                new Command.Mute(BOB, VOICE.id(), true),
                new Command.Unpublish(BOB, VOICE.id()));
        published.forEach(command -> spread.command(1, command));
        assertEquals(published, plane.take(1));
        List<Command> elsewhere = new ArrayList<>(published);
        elsewhere.addFirst(mirror(BOB, 1));
        assertEquals(elsewhere, plane.take(0));
        spread.command(1, new Command.OpenSlots(BOB, List.of()));
        spread.command(1, new Command.Connected(BOB));
        assertEquals(2, plane.take(1).size());
        assertEquals(List.of(), plane.take(0));
    }

    @Test
    void aShardWithoutPeersOfItsOwnForgetsTheOthers() {
        annOnTheFirst();
        spread.command(1, join(BOB));
        plane.take(0);
        plane.take(1);
        spread.command(1, new Command.Leave(BOB));
        assertEquals(List.of(new Command.Leave(BOB), new Command.Leave(ANN)), plane.take(1));
        assertEquals(List.of(new Command.Leave(BOB)), plane.take(0));
        spread.command(0, new Command.Publish(ANN, VOICE));
        assertEquals(List.of(), plane.take(1));
    }

    @Test
    void oneShardSpeaksForTheRoom() {
        annOnTheFirst();
        spread.command(1, join(BOB));
        assertTrue(spread.leads(0));
        assertFalse(spread.leads(1));
        spread.command(0, new Command.Leave(ANN));
        assertTrue(spread.leads(1));
    }

    @Test
    void whoIsPlacedCountsAtOnceAndUntilItHasGone() {
        assertEquals(0, spread.place());
        assertEquals(1, spread.place());
        assertEquals(Set.of(0, 1), spread.shards());
        spread.gone(0);
        assertEquals(Set.of(1), spread.shards());
        assertEquals(0, spread.place());
    }

    private void annOnTheFirst() {
        spread.command(0, join(ANN));
        spread.command(0, new Command.Publish(ANN, VOICE));
        assertEquals(List.of(), plane.take(1));
    }

    private static Command join(PeerId peer) {
        return new Command.Join(ROOM, peer, peer.value(), 7);
    }

    private static Command mirror(PeerId peer, int home) {
        return new Command.JoinMirror(ROOM, peer, peer.value(), home);
    }
}
