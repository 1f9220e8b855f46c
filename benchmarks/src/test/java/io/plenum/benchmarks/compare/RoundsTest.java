package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private static final String GCM = "AEAD_AES_128_GCM";

    private final Rounds rounds = new Rounds(Trials.of("webinar").orElseThrow());

    private static Measurement of(double cpuMicros, double p99Millis) {
        return new Measurement(
                Map.of(Figure.CPU_MICROS, cpuMicros, Figure.P99_MILLIS, p99Millis, Figure.ALLOCATED_BYTES, 0.5), GCM);
    }

    private Verdict verdict(String bar) {
        return rounds.verdicts().stream()
                .filter(verdict -> verdict.bar().equals(bar))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void costsAreComparedRoundByRoundWithTheFloorAndTheBetterSettingOfJanus() {
        for (int disturbance : new int[] {1, 3, 1}) {
            rounds.add("plenum", of(3 * disturbance, 2));
            rounds.add("floor", of(2 * disturbance, Double.NaN));
            rounds.add("janus, event_loops=0", of(40 * disturbance, 30));
            rounds.add("janus, event_loops=2", of(20 * disturbance, 20));
        }
        assertEquals(1.5, verdict("CPU per packet / floor").value(), 1e-9);
        assertTrue(verdict("CPU per packet / floor").met());
        assertEquals(0.15, verdict("CPU per packet / Janus").value(), 1e-9);
        assertEquals(0.1, verdict("p99 latency / Janus").value(), 1e-9);
        assertEquals(0.5, verdict("bytes allocated per packet").value(), 1e-9);
        assertTrue(
                Report.text(rounds).contains("in the bars: janus, event_loops=2, which used least CPU of 2 settings"));
    }

    @Test
    void theOnlySettingOfJanusIsNotCalledTheBetterOne() {
        rounds.add("plenum", of(3, 2));
        rounds.failed("janus, event_loops=0", "round 1, janus, event_loops=0: nobody got in");
        rounds.add("janus, event_loops=2", of(20, 20));
        assertTrue(
                Report.text(rounds).contains("in the bars: janus, event_loops=2, the only setting that was measured"));
    }

    @Test
    void whatWasNotMeasuredKeepsNoBar() {
        rounds.add("plenum", new Measurement(Map.of(Figure.P99_MILLIS, 2.0), GCM));
        assertFalse(verdict("CPU per packet / floor").met());
        assertFalse(verdict("bytes allocated per packet").met());
        assertTrue(verdict("p99 one-way latency, ms").met());
        assertTrue(rounds.verdicts().stream().noneMatch(verdict -> verdict.bar().contains("Janus")));
    }

    @Test
    void aFigureThatOneRoundLacksHasNoMedian() {
        rounds.add("plenum", of(3, 2));
        rounds.add("plenum", new Measurement(Map.of(Figure.P99_MILLIS, 2.0), GCM));
        assertTrue(Double.isNaN(rounds.median("plenum", Figure.CPU_MICROS)));
    }

    @Test
    void aRoundThatCouldNotBeMeasuredIsLeftOutAndNamed() {
        rounds.add("plenum", of(3, 2));
        rounds.failed("floor", "round 1, floor: its process is gone");
        rounds.add("plenum", of(8, 2));
        rounds.add("floor", of(4, 0));
        assertEquals(5.5, rounds.median("plenum", Figure.CPU_MICROS));
        assertEquals(2, verdict("CPU per packet / floor").value(), "of the second round alone");
        assertTrue(Report.text(rounds).contains("NOT MEASURED: round 1, floor: its process is gone"));
    }
}
