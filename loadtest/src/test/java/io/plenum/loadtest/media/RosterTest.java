package io.plenum.loadtest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.MediaKind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final Set<MediaKind> VIDEO = Set.of(MediaKind.VIDEO);

    private final Roster roster = new Roster();
    private final Roster.Member ann = roster.enter();
    private final Roster.Member bob = roster.enter();

    @Test
    void sourcesOfAllRoomsDiffer() {
        assertNotEquals(ann.source(), bob.source());
        assertFalse(ann.mayGet(new Roster().enter().source()));
        assertTrue(ann.mayGet(bob.source()));
        assertFalse(ann.mayGet(ann.source()));
    }

    @Test
    void mediaIsOnOfferFromItsBeginningUntilItsEnd() {
        assertFalse(bob.isOffered(VIDEO, 0, 10));
        ann.begins(VIDEO, 10);
        assertTrue(bob.isOffered(VIDEO, 0, 10));
        assertFalse(bob.isOffered(VIDEO, 5, 14));
        assertTrue(bob.isOffered(VIDEO, 5, 15));
        assertFalse(bob.isOffered(Set.of(MediaKind.AUDIO), 0, 15), "another kind");
        assertFalse(ann.isOffered(VIDEO, 0, 15), "one's own");
        ann.ends();
        assertFalse(bob.isOffered(VIDEO, 0, 15));
        assertTrue(bob.mayGet(ann.source()), "what is under way may still arrive");
    }

    @Test
    void aPauseBeginsTheTimeAnew() {
        ann.begins(VIDEO, 0);
        ann.plays(MediaKind.VIDEO, true, 0);
        ann.plays(MediaKind.VIDEO, true, 8);
        assertEquals(1, bob.offered(MediaKind.VIDEO, 10, 4, 10));
        ann.plays(MediaKind.VIDEO, false, 10);
        assertEquals(0, bob.offered(MediaKind.VIDEO, 0, 4, 10));
        ann.plays(MediaKind.VIDEO, true, 12);
        assertEquals(0, bob.offered(MediaKind.VIDEO, 10, 4, 21));
        assertEquals(1, bob.offered(MediaKind.VIDEO, 10, 4, 22));
        assertEquals(0, bob.offered(MediaKind.VIDEO, 10, 0, 22), "no slot for it");
    }
}
