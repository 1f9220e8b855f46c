package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.crowd.CrowdSample;
import io.plenum.loadtest.media.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is made of looks at the server of which some fail: never a server that used nothing.
class ServerUseTest {
    private static final double MEMORY = 90_000_000;
    private static final Optional<ServerReading> FAILED = Optional.empty();
    private static final Bar CPU = new Bar("CPU", 1e9, Result::cpuMicrosPerPacket, Result::whyNoCpu);
    private static final Bar GROWTH = new Bar("memory", 1e9, Result::residentBytesPerParticipant, Result::whyNoMemory);

    private final List<Sample> samples = new ArrayList<>();

    private static Optional<ServerReading> seen(long cpuNanos) {
        return Optional.of(new ServerReading(cpuNanos, MEMORY + cpuNanos, 20, 40));
    }

    private ServerUseTest settling(Optional<ServerReading> server) {
        return second(false, server);
    }

    private ServerUseTest measured(Optional<ServerReading> server) {
        return second(true, server);
    }

    private ServerUseTest second(boolean measured, Optional<ServerReading> server) {
        CrowdSample crowd = new CrowdSample(3, Results.good(), Results.good(), List.of(), 0, Streams.NONE, Map.of());
        samples.add(new Sample(samples.size() + 1, 1, measured, crowd, server, Double.NaN));
        return this;
    }

    private ServerUse use(Optional<ServerReading> before) {
        return new ServerUse("ssh (PID 1) only passes on", before, samples);
    }

    private static void assertUnknown(String why, Bar bar, Result result) {
        assertFalse(bar.isMetBy(result));
        assertFalse(result.meets(List.of(bar)));
        assertEquals(bar.name() + ": unknown (" + why + ") of at most 1.0E9", bar.inWords(result));
    }

    @Test
    void whatWasUsedBeforeItWasMeasuredDoesNotCount() {
        settling(seen(500)).measured(seen(700)).measured(seen(900));
        assertEquals(new Figure(400, ""), use(seen(100)).cpuNanos());
        assertEquals(new Figure(800, ""), use(seen(100)).grownBytes());
    }

    @Test
    void aLookThatFailsIsCoveredByTheNext() {
        settling(seen(500)).measured(FAILED).measured(FAILED).measured(seen(900));
        assertEquals(new Figure(400, ""), use(seen(100)).cpuNanos());
    }

    @Test
    void eachStretchOfARampCounts() {
        settling(seen(500)).measured(seen(700)).settling(FAILED).settling(seen(2_000));
        measured(FAILED).measured(seen(2_050));
        assertEquals(new Figure(250, ""), use(seen(100)).cpuNanos());
    }

    @Test
    void whereTheLastLookFailedNothingIsKnown() {
        Result result = new Results().seconds(3).unseen().end();
        assertUnknown("the look at it failed when measuring ended", CPU, result);
        assertUnknown("the last look at it failed", GROWTH, result);
        assertTrue(result.isServerSeen());
    }

    @Test
    void whereTheFirstLookFailedNothingIsKnown() {
        Result result = new Results().unseen().seconds(3).end();
        assertUnknown("the look at it failed when measuring began", CPU, result);
        assertTrue(GROWTH.isMetBy(result));
    }

    @Test
    void whoseProcessIsNeverSeenMeetsNoBar() {
        settling(FAILED).measured(FAILED);
        String why = "its process could not be seen: ssh (PID 1) only passes on";
        assertEquals(why, use(FAILED).cpuNanos().why());
        assertEquals(why, use(FAILED).grownBytes().why());
        assertTrue(use(FAILED).isUnseen());
    }

    @Test
    void aServerThatWasStartedAnewIsNoFrugalOne() {
        settling(seen(500)).measured(seen(20));
        assertEquals("it was started anew", use(seen(100)).cpuNanos().why());
    }

    @Test
    void whoDoesNotTellItsMemoryIsNotJudged() {
        Optional<ServerReading> silent = Optional.of(new ServerReading(100, Double.NaN, 20, 40));
        settling(silent).measured(silent);
        assertEquals(
                "it does not tell what is resident of it",
                use(silent).grownBytes().why());
    }
}
