package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final double NONE = Double.NaN;

    private static Measurement of(long packets, long cpuMicros, double p99Millis, double allocated) {
        return new Measurement(
                10, packets, packets * 1_000, cpuMicros * 1_000, 0.1, p99Millis, p99Millis, NONE, allocated, 0, 5);
    }

    private static Verdict verdict(Rounds rounds, String bar) {
        return Verdict.of(rounds).stream()
                .filter(verdict -> verdict.bar().equals(bar))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void costsAreComparedRoundByRoundWithTheFloorAndTheBetterSettingOfJanus() {
        Rounds rounds = new Rounds(Workload.WEBINAR);
        for (long disturbance : new long[] {1, 3, 1}) {
            rounds.add("plenum", of(1_000, 3_000 * disturbance, 2, 500));
            rounds.add("floor", of(1_000, 2_000 * disturbance, NONE, NONE));
            rounds.add(JanusContender.name(0), of(500, 20_000 * disturbance, 30, NONE));
            rounds.add(JanusContender.name(2), of(500, 10_000 * disturbance, 20, NONE));
        }
        assertEquals(1.5, verdict(rounds, "CPU per packet / floor").value(), 1e-9);
        assertTrue(verdict(rounds, "CPU per packet / floor").met());
        assertEquals(0.15, verdict(rounds, "CPU per packet / Janus").value(), 1e-9);
        assertEquals(20, verdict(rounds, "p99 latency, ms, not above Janus'").limit());
        assertEquals(0.5, verdict(rounds, "bytes allocated per packet").value(), 1e-9);
    }

    @Test
    void whatWasNotMeasuredKeepsNoBar() {
        Rounds rounds = new Rounds(Workload.WEBINAR);
        rounds.add("plenum", of(0, 0, 2, 0));
        assertFalse(verdict(rounds, "CPU per packet / floor").met());
        assertFalse(verdict(rounds, "bytes allocated per packet").met());
        assertTrue(verdict(rounds, "p99 one-way latency, ms").met());
        assertTrue(
                Verdict.of(rounds).stream().noneMatch(verdict -> verdict.bar().contains("Janus")));
    }
}
