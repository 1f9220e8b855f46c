package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/// Three Chromiums and a Firefox in one room. The browsers are started once; each test has a room of its own, in
/// which everybody sees and hears everybody before it begins.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MeetingIT {
    /// Long past what anything here takes; the tests say what must be quicker.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// The promise is 2 s on a machine that has nothing else to do. Here four browsers, which encode, decode and
    /// record, share two cores with the server and with the build.
    private static final int COMPLETE_WITHIN_MS = 5_000;

    private static final int COMINGS_AND_GOINGS = 30;

    private final List<Participant> everybody = new ArrayList<>();
    private ServerProcess server;

    @BeforeAll
    void startServerAndBrowsers() {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        Needs.program(FirefoxBrowser.EXECUTABLE);
        server = new ServerProcess();
        everybody.add(new Participant(Role.ANN, new ChromiumBrowser(), server));
        everybody.add(new Participant(Role.BOB, new ChromiumBrowser(), server));
        everybody.add(new Participant(Role.CAROL, new ChromiumBrowser(), server));
        everybody.add(new Participant(Role.DAVE, new FirefoxBrowser(), server));
    }

    @AfterAll
    void stop() {
        everybody.forEach(Participant::close);
        if (server != null) {
            server.stopCleanly();
        }
    }

    @BeforeEach
    void meet(TestInfo test) {
        String room = test.getTestMethod().orElseThrow().getName();
        for (Participant one : everybody) {
            one.join(room);
        }
        everybody.forEach(this::awaitCompany);
    }

    @AfterEach
    void part() {
        everybody.forEach(Participant::leave);
    }

    private Observation awaitCompany(Participant one) {
        return Await.until(
                one + " sees and hears all others",
                PATIENCE,
                one::observe,
                now -> now.seesAndHears(othersOf(one)) && now.knows(othersOf(one)));
    }

    private List<String> othersOf(Participant one) {
        return names(everybody.stream().filter(other -> other != one));
    }

    private static List<String> names(Stream<Participant> participants) {
        return participants.map(Participant::name).toList();
    }

    @Test
    void everybodySeesAndHearsEverybodySoon() {
        for (int i = 0; i < everybody.size(); i++) {
            Participant one = everybody.get(i);
            // Who came later was not there to be seen.
            List<String> present = names(everybody.stream().limit(i));
            int complete = one.observe().completeAfter(present);
            System.out.println(one + " saw and heard " + present + " after " + complete + " ms");
            assertTrue(complete < COMPLETE_WITHIN_MS, one + " needed " + complete + " ms");
        }
        everybody.forEach(this::awaitProgress);
    }

    /// Pictures go on being decoded, from everybody.
    private void awaitProgress(Participant one) {
        Observation before = one.observe();
        Await.until(
                one + " decodes on from " + before,
                PATIENCE,
                one::observe,
                now -> othersOf(one).stream()
                        .allMatch(other -> now.framesDecoded(other) >= before.framesDecoded(other) + 15));
    }

    @Test
    void comingsAndGoingsDisturbNobody() {
        Participant restless = everybody.get(2);
        List<Participant> rest =
                everybody.stream().filter(one -> one != restless).toList();
        List<Observation> before = rest.stream().map(Participant::observe).toList();

        for (int i = 0; i < COMINGS_AND_GOINGS; i++) {
            restless.leave();
            restless.join("comingsAndGoingsDisturbNobody");
        }
        awaitCompany(restless);

        for (int i = 0; i < rest.size(); i++) {
            Participant one = rest.get(i);
            List<String> others = names(rest.stream().filter(other -> other != one));
            assertUndisturbed(one, before.get(i), awaitCompany(one), others);
        }
    }

    private void assertUndisturbed(Participant one, Observation before, Observation after, List<String> others) {
        assertEquals(before.negotiations(), after.negotiations(), one + " has negotiated");
        for (String other : others) {
            String what = one + " watching " + other + ": " + before + " then " + after;
            assertEquals(before.mid(other), after.mid(other), what);
            Smoothness.assertSmooth(one, named(other), before, after);
            assertTrue(after.framesDecoded(other) > before.framesDecoded(other), what);
        }
    }

    private Participant named(String name) {
        return everybody.stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aLostSocketIsResumedAndMediaGoOn() {
        Participant unlucky = everybody.getFirst();
        Observation before = unlucky.observe();
        int sockets = sockets(unlucky);

        unlucky.dropSocket();
        Await.until("a new socket", PATIENCE, () -> sockets(unlucky), count -> count > sockets);
        Observation after = Await.until(
                "it is resumed",
                PATIENCE,
                unlucky::observe,
                now -> now.signaling().equals("connected"));

        assertUndisturbed(unlucky, before, after, othersOf(unlucky));
        for (Participant one : everybody) {
            assertTrue(one.observe().knows(othersOf(one)), one + " lost somebody");
            awaitProgress(one);
        }
    }

    private static int sockets(Participant one) {
        return one.evaluate("({count: participant.sockets.length})").getInteger("count");
    }

    /// Each gets what it has agreed to: the voice with its repetitions, or the voice alone (RFC 2198).
    @Test
    void aVoiceThatRepeatsItselfIsHeardInEveryBrowser() {
        Participant ann = everybody.getFirst();
        ann.leave();
        ann.joinSpeaking("aVoiceThatRepeatsItselfIsHeardInEveryBrowser", "audio/red");
        everybody.forEach(this::awaitCompany);
        assertEquals("red/48000/2", ann.evaluate("participant.voice()").getString("codec"));
    }

    @Test
    void anIceRestartKeepsMedia() {
        for (Participant one : List.of(everybody.getFirst(), everybody.getLast())) {
            Observation before = one.observe();
            String ufrag = serverUfrag(one);
            one.restartIce();
            Await.until("new credentials of the server", PATIENCE, () -> serverUfrag(one), now -> !now.equals(ufrag));
            Await.until("a new pair is in use", PATIENCE, () -> iceState(one), "connected"::equals);
            awaitProgress(one);
            Observation after = awaitCompany(one);
            othersOf(one).forEach(other -> assertEquals(before.mid(other), after.mid(other)));
        }
        everybody.forEach(this::awaitProgress);
    }

    private static String serverUfrag(Participant one) {
        JsonObject answer = one.evaluate("participant.connections.at(-1).currentRemoteDescription.toJSON()");
        return answer.getString("sdp")
                .lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }

    private static String iceState(Participant one) {
        return one.evaluate("({state: participant.connections.at(-1).connectionState})")
                .getString("state");
    }

    @Test
    void aKilledBrowserFreesItsSlots() {
        try (Participant doomed = new Participant(Role.EVE, new ChromiumBrowser(), server)) {
            doomed.join("aKilledBrowserFreesItsSlots");
            everybody.forEach(
                    one -> Await.until(one + " sees Eve", PATIENCE, one::observe, now -> now.sees(doomed.name())));
            doomed.kill();
            for (Participant one : everybody) {
                Await.until(
                        one + " is rid of Eve",
                        PATIENCE,
                        one::observe,
                        now -> !now.hasSlotFor(doomed.name()) && now.knows(othersOf(one)));
            }
            everybody.forEach(this::awaitCompany);
        }
    }
}
