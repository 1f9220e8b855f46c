package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FailuresTest {
    private final Failures failures = new Failures();

    @Test
    void theyAreCountedByReasons() {
        failures.note("ann", "room-full");
        failures.note("bob", "room-full");
        failures.note("cem", "no answer");
        assertEquals(3, failures.count());
        assertEquals(List.of("ann and 1 more: room-full", "cem: no answer"), failures.reasons());
    }

    @Test
    void nobodyFailsTwice() {
        failures.note("ann", "no media");
        failures.note("ann", "the server hung up");
        assertEquals(1, failures.count());
        assertEquals(List.of("ann: no media"), failures.reasons());
        assertTrue(failures.holds("ann"));
        assertFalse(failures.holds("bob"));
    }
}
