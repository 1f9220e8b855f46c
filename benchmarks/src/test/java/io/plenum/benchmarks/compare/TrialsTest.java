package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.loadtest.cli.WrongUsage;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {
    @Test
    void everyTrialIsChosenByItsNameAndHasBars() throws WrongUsage {
        for (Trial trial : Trials.ALL) {
            Choice choice = Choice.parse(List.of("--only", trial.name(), "--quick"));
            assertEquals(
                    List.of(trial.name()),
                    choice.trials().stream().map(Trial::name).toList());
            assertFalse(trial.bars().isEmpty());
            assertTrue(Choice.help().contains(trial.question()));
        }
    }

    /// Everybody who may come to a room has to be let in.
    @Test
    void theServerIsToldHowManyCome() {
        Workload load = Trials.of("joins").orElseThrow().entrants().getFirst().workload();
        assertTrue(load.mostInRoom() > load.receivers() + load.guests().perSecond());
    }

    @Test
    void whatTheUserSaysIsStrongerThanTheTrial() throws WrongUsage {
        Choice choice = Choice.parse(
                List.of("--only", "webinar", "--viewers", "7", "--seconds", "3", "--no-janus", "--setting", "a = 1"));
        Trial trial = choice.trials().getFirst();
        assertEquals(3, choice.terms(trial).duration().toSeconds());
        assertEquals(8, trial.entrants().getFirst().workload().receivers());
        assertFalse(trial.isAgainstJanus());
        assertEquals(List.of("b = 2", "a = 1"), choice.settings(List.of("b = 2")));
    }

    /// What is compared with Janus is that of its settings which used least, so each that was not tried has to be told.
    @Test
    void theShortFormTellsWhichSettingsOfJanusItLeavesOut() throws WrongUsage {
        assumeTrue(JanusContender.isInstalled());
        Choice full = Choice.parse(List.of("--only", "webinar", "--rounds", "1"));
        assertEquals(
                List.of(
                        "janus, event_loops=0",
                        "janus, event_loops=2",
                        "janus, event_loops=2, only AES128_CM_HMAC_SHA1_80"),
                namesOfJanus(full));
        assertEquals(List.of(), full.leftOut(full.trials().getFirst()));
        Choice quick = Choice.parse(List.of("--only", "webinar", "--quick"));
        assertEquals(List.of("janus, event_loops=2"), namesOfJanus(quick));
        assertEquals(
                List.of("janus, event_loops=0", "janus, event_loops=2, only AES128_CM_HMAC_SHA1_80"),
                quick.leftOut(quick.trials().getFirst()));
    }

    private static List<String> namesOfJanus(Choice choice) {
        return choice.trials().getFirst().entrants().stream()
                .filter(Entrant::isJanus)
                .map(Entrant::name)
                .toList();
    }

    @Test
    void aTrialThatThereIsNotIsNamed() {
        Exception failure = assertThrows(WrongUsage.class, () -> Choice.parse(List.of("--only", "webinars")));
        assertTrue(String.valueOf(failure.getMessage()).contains("\"webinars\"; there are webinar, meeting"));
    }
}
