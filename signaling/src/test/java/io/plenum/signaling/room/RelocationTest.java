package io.plenum.signaling.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.signaling.config.SignalingConfig.Spread;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// A shard is busy from 70 % on and overloaded from 85 %; one at ease is below 47 %.
class RelocationTest {
    private static final int MANY_LOOKS = 500;

    /// What a camera that everybody sees takes of a shard: a hundred of them nearly all.
    private static final double SHARE = 0.0099;

    private static final Spread LIMITS = new Spread(1_000, 70);

    private final LoadedPlane plane = new LoadedPlane(0, 0);
    private final ShardChoice choice = new ShardChoice(plane, LIMITS);
    private final RoomSpread room = new RoomSpread(plane, choice);
    private final Relocation relocation = new Relocation(choice);
    private int moved;

    @Test
    void oneAfterTheOtherMovesUntilNobodyIsOverloaded() {
        people(100);
        live(Relocation.LOOKS - 1);
        assertEquals(0, moved, "it may be a burst");
        live(1);
        assertEquals(1, moved);
        live(4);
        assertEquals(5, moved);
        live(MANY_LOOKS);
        assertEquals(15, moved, "85 of 100 take 84 %");
        assertEquals(85, room.peers(0));
        assertEquals(15, room.peers(1));
    }

    /// What those who move bring with them is more than what they leave behind: their pictures cross.
    @Test
    void nobodyMovesBack() {
        people(100);
        for (int look = 0; look < MANY_LOOKS; look++) {
            plane.load(0, room.peers(0) * SHARE);
            plane.load(1, room.peers(1) * 3 * SHARE);
            move();
        }
        assertTrue(room.peers(1) > 0);
        assertTrue(plane.load(1) < 0.85);
        assertEquals(room.peers(1), moved, "each has moved once");
    }

    @Test
    void whereLoadIsEvenNobodyMoves() {
        people(10);
        plane.load(0, 1);
        plane.load(1, 0.5);
        for (int look = 0; look < MANY_LOOKS; look++) {
            move();
        }
        plane.load(0, 0.84);
        plane.load(1, 0);
        for (int look = 0; look < MANY_LOOKS; look++) {
            move();
        }
        assertEquals(0, moved);
    }

    @Test
    void aBurstMovesNobody() {
        people(10);
        for (int look = 0; look < MANY_LOOKS; look++) {
            plane.load(0, look % Relocation.LOOKS == 0 ? 0.5 : 1);
            move();
        }
        assertEquals(0, moved);
    }

    @Test
    void theMostOverloadedIsRelievedFirst() {
        LoadedPlane three = new LoadedPlane(0.9, 0.95, 0.1);
        Relocation among = new Relocation(new ShardChoice(three, LIMITS));
        for (int look = 1; look < Relocation.LOOKS; look++) {
            assertEquals(OptionalInt.empty(), among.look());
        }
        assertEquals(OptionalInt.of(1), among.look());
        three.load(1, 0.5);
        assertEquals(OptionalInt.of(0), among.look());
    }

    /// They come in muted, all on the first shard.
    private void people(int count) {
        for (int i = 0; i < count; i++) {
            assertEquals(0, room.place());
        }
    }

    /// Each of them takes the same of a shard.
    private void live(int looks) {
        for (int look = 0; look < looks; look++) {
            plane.load(0, room.peers(0) * SHARE);
            plane.load(1, room.peers(1) * SHARE);
            move();
        }
    }

    /// Whoever is asked comes back at once, and is placed as everybody who comes.
    private void move() {
        relocation.look().ifPresent(shard -> {
            room.place();
            room.gone(shard);
            moved++;
        });
    }
}
