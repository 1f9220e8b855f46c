package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.media.Streams;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a result is worth, whatever bars there are.
class ResultTest {
    private final Results results = new Results().seconds(2);

    private static void assertBroken(Rule rule, long times, Results results) {
        Result result = results.end();
        assertFalse(result.meets(List.of()));
        assertEquals(List.of(rule), result.brokenRules());
        assertEquals(times, rule.broken(result));
    }

    @Test
    void aGoodOneKeepsAllRules() {
        assertTrue(results.end().meets(List.of()));
    }

    @Test
    void whoDoesNotGetInBreaksARule() {
        assertBroken(Rule.JOINED, 1, results.failing("ann: no media after 30 s, although others send"));
    }

    @Test
    void silenceBreaksARule() {
        assertBroken(Rule.MEDIA, 1, new Results().seconds(1).second(Results.nothing(), Streams.NONE));
    }

    @Test
    void wrongPacketsBreakARuleEach() {
        assertBroken(Rule.ONCE, 3, new Results().seconds(2).second(Results.counts(3, 0, 0), Streams.NONE));
        assertBroken(Rule.INTACT, 2, new Results().seconds(2).second(Results.counts(0, 2, 0), Streams.NONE));
        assertBroken(Rule.MEMBERS, 1, new Results().seconds(2).second(Results.counts(0, 0, 1), Streams.NONE));
    }

    @Test
    void wrongPacketsAreWrongBeforeItIsMeasured() {
        assertBroken(
                Rule.INTACT,
                1,
                new Results().second(Results.counts(0, 1, 0), Streams.NONE).seconds(2));
    }

    @Test
    void whatADecoderFindsBreaksARule() {
        assertBroken(Rule.DECODABLE, 2, results.violating("a frame without its reference", "a clock that goes back"));
    }

    @Test
    void aRampGoesOnUntilSomebodyFindsNoPlace() {
        String full = "viewer-9: room-full: the room is full";
        Result result = results.step(step(5, List.of(), List.of()))
                .step(step(9, List.of(), List.of(full)))
                .failing(full)
                .end();
        assertTrue(result.meets(List.of()));
        assertEquals(5, result.held());
        assertEquals(Optional.of("some did not get in or stay: " + full), result.rampEnd());
    }

    @Test
    void aRampEndsByABar() {
        String bar = "latency p99, ms: 31.200 of at most 20.0";
        Result result = results.step(step(5, List.of(bar), List.of())).end();
        assertEquals(0, result.held());
        assertEquals(Optional.of(bar), result.rampEnd());
    }

    @Test
    void aRampExcusesNoWrongPacket() {
        assertBroken(
                Rule.MEMBERS,
                1,
                new Results()
                        .seconds(2)
                        .second(Results.counts(0, 0, 1), Streams.NONE)
                        .step(step(5, List.of(), List.of())));
    }

    @Test
    void starvationIsAShareOfTheTimeOfAllStreams() {
        Result result = new Results()
                .second(Results.good(), new Streams(9, 9)) // not measured
                .second(Results.good(), new Streams(2, 0))
                .second(Results.good(), new Streams(2, 1))
                .end();
        assertEquals(1, result.starvedSeconds());
        assertEquals(0.25, result.starvedRatio());
    }

    private static Step step(int participants, List<String> missed, List<String> failures) {
        return new Step(participants, Results.good(), 1, missed, failures);
    }
}
