package io.plenum.signaling.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.signaling.config.SignalingConfig.Spread;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RoomSpreadTest {
    private final LoadedPlane plane = new LoadedPlane(0, 0);
    private final RoomSpread spread = new RoomSpread(plane, new ShardChoice(plane, new Spread(1, 70)));

    @Test
    void whoIsPlacedCountsAtOnceAndUntilItHasGone() {
        assertEquals(0, spread.place());
        assertEquals(1, spread.place());
        assertEquals(Set.of(0, 1), spread.shards());
        spread.gone(0);
        assertEquals(Set.of(1), spread.shards());
        assertEquals(0, spread.place());
    }

    @Test
    void theFirstShardThatHasSomebodySpeaksForTheRoom() {
        Command join = new Command.Join(new RoomId("standup"), new PeerId(1), 1, 7);
        spread.place();
        spread.command(1, join);
        assertEquals(List.of(join), plane.take(1));
        assertEquals(List.of(), plane.take(0));
        assertTrue(spread.leads(1));
        assertFalse(spread.leads(0));
    }
}
