package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class IntroductionsTest {
    private static final RoomId ROOM = new RoomId("standup");
    private static final PeerId ANN = new PeerId(1);
    private static final PeerId BOB = new PeerId(2);
    private static final PeerId CID = new PeerId(3);
    private static final TrackSpec VOICE = track(10, MediaKind.AUDIO, TrackSource.MICROPHONE);
    private static final TrackSpec CAMERA = track(11, MediaKind.VIDEO, TrackSource.CAMERA);

    private final Map<Integer, List<Command>> told = new HashMap<>();
    private final Introductions introductions = new Introductions((shard, command) ->
            told.computeIfAbsent(shard, _ -> new ArrayList<>()).add(command));

    @Test
    void aShardThatJoinsIsToldWhoIsThereAlready() {
        annPublishesOnTheFirst();
        introductions.command(0, new Command.Mute(ANN, VOICE.id(), true));
        take(0);
        introductions.command(1, join(BOB));
        assertEquals(List.of(join(BOB), mirror(ANN, 0), new Command.Publish(ANN, VOICE.withMuted(true))), take(1));
        assertEquals(List.of(), take(0), "nobody over there has anything of Bob to show");
    }

    @Test
    void whoOnlyWatchesIsNoMatterOfOtherShards() {
        introductions.command(0, join(ANN));
        introductions.command(1, join(BOB));
        introductions.command(0, new Command.OpenSlots(ANN, List.of()));
        introductions.command(0, new Command.Connected(ANN));
        introductions.command(0, new Command.View(ANN, List.of(), true, true));
        introductions.command(0, new Command.Leave(ANN));
        assertEquals(List.of(join(BOB)), take(1));
        assertEquals(5, take(0).size());
    }

    @Test
    void whoPublishesLaterIsIntroducedFirst() {
        introductions.command(0, join(ANN));
        introductions.command(1, join(BOB));
        take(1);
        introductions.command(0, new Command.Publish(ANN, VOICE));
        assertEquals(List.of(mirror(ANN, 0), new Command.Publish(ANN, VOICE)), take(1));
        assertEquals(List.of(join(ANN), new Command.Publish(ANN, VOICE)), take(0));
    }

    @Test
    void publishingIsToldToAllAndViewingToTheViewersOwn() {
        annPublishesOnTheFirst();
        introductions.command(1, join(BOB));
        take(0);
        take(1);
        List<Command> published = List.of(
                new Command.Publish(BOB, VOICE),
                new Command.Mute(BOB, VOICE.id(), true),
                new Command.Unpublish(BOB, VOICE.id()));
        published.forEach(command -> introductions.command(1, command));
        assertEquals(published, take(1));
        List<Command> elsewhere = new ArrayList<>(published);
        elsewhere.addFirst(mirror(BOB, 1));
        assertEquals(elsewhere, take(0));
        introductions.command(1, new Command.OpenSlots(BOB, List.of()));
        introductions.command(1, new Command.Connected(BOB));
        assertEquals(2, take(1).size());
        assertEquals(List.of(), take(0));
    }

    @Test
    void nobodyIsIntroducedTwice() {
        annPublishesOnTheFirst();
        introductions.command(1, join(BOB));
        assertEquals(List.of(join(BOB), mirror(ANN, 0), new Command.Publish(ANN, VOICE)), take(1));
        introductions.command(0, new Command.Publish(ANN, CAMERA));
        introductions.command(0, new Command.Unpublish(ANN, VOICE.id()));
        introductions.command(0, new Command.Unpublish(ANN, CAMERA.id()));
        assertEquals(3, take(1).size());
        introductions.command(2, join(CID));
        assertEquals(List.of(join(CID)), take(2), "Ann publishes nothing at present");
        introductions.command(0, new Command.Publish(ANN, VOICE));
        assertEquals(List.of(new Command.Publish(ANN, VOICE)), take(1), "known from earlier");
        assertEquals(List.of(mirror(ANN, 0), new Command.Publish(ANN, VOICE)), take(2));
    }

    @Test
    void whoLeavesIsTakenBackWhereItWasIntroduced() {
        annPublishesOnTheFirst();
        introductions.command(1, join(BOB));
        introductions.command(2, join(CID));
        take(1);
        take(2);
        introductions.command(0, new Command.Leave(ANN));
        assertEquals(List.of(new Command.Leave(ANN)), take(1));
        assertEquals(List.of(new Command.Leave(ANN)), take(2));
        introductions.command(1, new Command.Leave(BOB));
        assertEquals(List.of(new Command.Leave(BOB)), take(1));
        assertEquals(List.of(), take(2), "nobody knew Bob there");
    }

    @Test
    void aShardWithoutPeersOfItsOwnForgetsThoseItWasTold() {
        annPublishesOnTheFirst();
        introductions.command(0, join(CID));
        introductions.command(1, join(BOB));
        take(0);
        take(1);
        introductions.command(1, new Command.Leave(BOB));
        assertEquals(List.of(new Command.Leave(BOB), new Command.Leave(ANN)), take(1), "Cid was never heard of");
        assertEquals(List.of(), take(0));
        introductions.command(0, new Command.Mute(ANN, VOICE.id(), true));
        assertEquals(List.of(), take(1));
        introductions.command(1, join(BOB));
        assertEquals(List.of(join(BOB), mirror(ANN, 0), new Command.Publish(ANN, VOICE.withMuted(true))), take(1));
    }

    /// A leave for somebody who never came, or has left already, is its home's to ignore.
    @Test
    void whoHasLeftIsNoMatterOfOtherShards() {
        annPublishesOnTheFirst();
        introductions.command(1, join(BOB));
        introductions.command(0, new Command.Leave(ANN));
        take(1);
        introductions.command(0, new Command.Publish(ANN, VOICE));
        introductions.command(0, new Command.Unpublish(ANN, VOICE.id()));
        introductions.command(0, new Command.Mute(ANN, VOICE.id(), true));
        introductions.command(0, new Command.Leave(ANN));
        assertEquals(List.of(), take(1));
    }

    @Test
    void oneShardSpeaksForTheRoom() {
        annPublishesOnTheFirst();
        introductions.command(1, join(BOB));
        assertTrue(introductions.leads(0));
        assertFalse(introductions.leads(1));
        introductions.command(0, new Command.Leave(ANN));
        assertTrue(introductions.leads(1));
    }

    @Test
    void nobodyElseIntroduces() {
        assertThrows(IllegalArgumentException.class, () -> introductions.command(0, mirror(ANN, 1)));
        assertEquals(List.of(), take(0));
    }

    private void annPublishesOnTheFirst() {
        introductions.command(0, join(ANN));
        introductions.command(0, new Command.Publish(ANN, VOICE));
        assertEquals(List.of(), take(1));
    }

    /// What a shard has been told since the last call.
    private List<Command> take(int shard) {
        List<Command> taken = told.remove(shard);
        return taken == null ? List.of() : taken;
    }

    private static TrackSpec track(long id, MediaKind kind, TrackSource source) {
        return new TrackSpec(
                new TrackId(id), kind, source, "" + id, List.of(), new ExtensionMap(Map.of()), List.of(), false);
    }

    private static Command join(PeerId peer) {
        return new Command.Join(ROOM, peer, peer.value(), 7);
    }

    private static Command mirror(PeerId peer, int home) {
        return new Command.JoinMirror(ROOM, peer, peer.value(), home);
    }
}
