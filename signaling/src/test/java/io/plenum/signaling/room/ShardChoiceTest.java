package io.plenum.signaling.room;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.signaling.config.SignalingConfig.Spread;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShardChoiceTest {
    private static final Map<Integer, Integer> NEW_ROOM = Map.of();

    @Test
    void aNewRoomGoesToTheLeastLoadedShard() {
        assertEquals(1, choice(new LoadedPlane(0.3, 0.1, 0.2)).choose(NEW_ROOM));
    }

    @Test
    void whereLoadLooksAlikePeersDecide() {
        ShardChoice choice = choice(new LoadedPlane(0.30, 0.31));
        choice.placed(0);
        assertEquals(1, choice.choose(NEW_ROOM));
        choice.placed(1);
        choice.gone(0);
        assertEquals(0, choice.choose(NEW_ROOM));
    }

    @Test
    void aRoomStaysTogetherWhileItsShardCarriesIt() {
        assertEquals(0, choice(new LoadedPlane(0.69, 0)).choose(Map.of(0, 9)));
    }

    @Test
    void itIsExtendedWhenItsShardIsBusyOrHasItsShareOfIt() {
        assertEquals(1, choice(new LoadedPlane(0.71, 0.4)).choose(Map.of(0, 1)));
        assertEquals(1, choice(new LoadedPlane(0.1, 0.4)).choose(Map.of(0, 10)));
        assertEquals(2, choice(new LoadedPlane(0.8, 0.9, 0.3)).choose(Map.of(0, 5, 1, 5)));
    }

    /// Nothing is measured of those who come in muted.
    @Test
    void aHundredWhoAreQuietYetAreOnTwoShards() {
        LoadedPlane plane = new LoadedPlane(0, 0);
        RoomSpread room = new RoomSpread(plane, new ShardChoice(plane, Spread.DEFAULTS));
        int[] people = new int[plane.shards()];
        for (int i = 0; i < 100; i++) {
            people[room.place()]++;
        }
        assertArrayEquals(new int[] {50, 50}, people);
    }

    @Test
    void nobodyIsSentToAShardThatIsHardlyLessBusy() {
        assertEquals(0, choice(new LoadedPlane(0.75, 0.5)).choose(Map.of(0, 1)));
        assertEquals(1, choice(new LoadedPlane(0.95, 0.75, 0.6)).choose(Map.of(0, 20, 1, 20)));
    }

    @Test
    void amongItsShardsTheLeastLoadedGetsTheNext() {
        assertEquals(1, choice(new LoadedPlane(0.5, 0.2)).choose(Map.of(0, 3, 1, 9)));
        assertEquals(0, choice(new LoadedPlane(0.5, 0.2)).choose(Map.of(0, 3, 1, 10)));
    }

    private static ShardChoice choice(LoadedPlane plane) {
        return new ShardChoice(plane, new Spread(10, 70));
    }
}
