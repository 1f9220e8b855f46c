package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.crowd.Participant;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.transport.srtp.SrtpProfile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who is there: lets them in at the scenario's pace, and those of the churn out again. Used by one thread.
final class Population {
    private static final int PATIENCE_SECONDS = 10;

    private record Guest(Participant participant, long leavesNanos) {}

    /// Every run has rooms of its own: a server keeps somebody whose socket is lost for a while.
    private final String rooms = "load-" + Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "-";

    private final Scenario scenario;
    private final Crowd crowd;
    private final List<Participant> staying = new ArrayList<>();
    private final ArrayDeque<Guest> guests = new ArrayDeque<>();
    private final Queue<JoinTimes> joins = new ConcurrentLinkedQueue<>();
    private final Queue<JoinTimes> guestJoins = new ConcurrentLinkedQueue<>();
    private final Failures failures = new Failures();
    private final Pace arrivals;
    private final Pace churn;
    private int number;
    /// Somebody waits in the guests' own room.
    private boolean hosted;

    Population(Scenario scenario, Crowd crowd) {
        this.scenario = scenario;
        this.crowd = crowd;
        this.arrivals = new Pace(scenario.joinsPerSecond());
        this.churn = new Pace(scenario.churnPerSecond());
    }

    /// Three meet in a room of their own and leave again, and nobody counts it: what a program does for the first
    /// time takes much longer, on both sides. Where they cannot, nobody can.
    void rehearse() throws IOException {
        String room = rooms + "rehearsal";
        List<Participant> pair =
                List.of(rehearsing(scenario.person(0, room, 0)), rehearsing(scenario.person(1, room, 1)));
        quietly(pair.stream().map(Participant::connected));
        for (Participant person : pair) {
            demand(person);
        }
        Participant viewer = rehearsing(scenario.viewer(2, room));
        quietly(Stream.of(viewer.joined()));
        demand(viewer);
        quietly(Stream.concat(pair.stream(), Stream.of(viewer)).map(Participant::leave));
    }

    /// Over a good network, whatever the others' are like: it must be the server where this fails.
    private Participant rehearsing(Seat seat) {
        return crowd.join(seat.straight());
    }

    private static void demand(Participant participant) throws IOException {
        if (!participant.isIn()) {
            throw new IOException("nobody can join: " + reason(participant));
        }
    }

    private static String reason(Participant participant) {
        if (participant.connected().isCompletedExceptionally()) {
            return reason(participant.connected().exceptionNow());
        }
        String late = participant.isAnswered()
                ? "no media path after %d s; can the server's UDP port be reached from here?"
                : "no answer after %d s";
        return participant.cutOff().orElse(late.formatted(PATIENCE_SECONDS));
    }

    /// Some failures bring no words of their own.
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /// Waits for all of them within some patience; how they end is of no interest.
    private static void quietly(Stream<? extends CompletableFuture<?>> futures) {
        CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }

    /// Lets in whoever's turn it is; true when all are there.
    boolean fill(long nowNanos) {
        for (int due = arrivals.take(nowNanos); due > 0 && isNextWelcome(); due--) {
            staying.add(join(seat(number)));
            number++;
        }
        return number >= scenario.population() && settled();
    }

    /// The people of all rooms come first, and viewers when there is something to see.
    private boolean isNextWelcome() {
        return number < scenario.population() && (number != people() || settled());
    }

    private int people() {
        return scenario.rooms() * scenario.people();
    }

    private Seat seat(int place) {
        String room = room(place);
        int people = people();
        Seat seat =
                place < people ? scenario.person(place, room, place / scenario.rooms()) : scenario.viewer(place, room);
        int firstChecked = scenario.viewers() > 0 ? people : 0;
        return place >= firstChecked && place < firstChecked + scenario.checked() ? seat.checking() : seat;
    }

    private String room(int place) {
        return rooms + place % scenario.rooms();
    }

    private boolean settled() {
        return staying.stream().allMatch(participant -> participant.connected().isDone());
    }

    /// So many viewers more, whatever the pace; they are let in one after the other.
    void grow(int viewers) {
        for (int i = 0; i < viewers; i++) {
            staying.add(join(scenario.viewer(number, room(number))));
            number++;
        }
    }

    /// Lets guests come and go.
    ///
    /// @param counted whether they are measured
    void churn(long nowNanos, boolean counted) {
        for (int due = churn.take(nowNanos); due > 0; due--) {
            Participant guest = visit(scenario.guest(number, guestRoom(number)));
            if (counted) {
                count(guest);
                var _ = guest.joined().thenAccept(guestJoins::add);
            }
            guests.add(new Guest(guest, nowNanos + scenario.stay().toNanos()));
            number++;
        }
        while (!guests.isEmpty() && guests.element().leavesNanos() <= nowNanos) {
            Participant leaving = guests.remove().participant();
            if (leaving.isIn()) {
                var _ = leaving.leave().whenComplete((_, failure) -> note(leaving, failure));
            } else {
                noteCutOff(leaving);
            }
        }
    }

    void start(long nowNanos) {
        arrivals.start(nowNanos);
    }

    void startChurn(long nowNanos) {
        churn.start(nowNanos);
        if (scenario.elsewhere() && !hosted) {
            Participant host = visit(scenario.person(number, guestRoom(number), 0));
            count(host);
            staying.add(host);
            number++;
            hosted = true;
        }
    }

    /// No guest comes any more; who is there leaves in time.
    void stopChurn() {
        churn.stop();
    }

    private String guestRoom(int place) {
        return scenario.elsewhere() ? rooms + "guests" : room(place);
    }

    /// Who should be there still and is not has failed as well.
    void close() {
        everybody().forEach(this::noteCutOff);
    }

    /// All go, as well-behaved people do, or within some patience.
    void leave() {
        quietly(everybody().filter(Participant::isIn).map(Participant::leave));
    }

    private Stream<Participant> everybody() {
        return Stream.concat(staying.stream(), guests.stream().map(Guest::participant));
    }

    private Participant join(Seat seat) {
        Participant participant = watched(crowd.join(seat));
        count(participant);
        return participant;
    }

    private Participant visit(Seat seat) {
        return watched(crowd.visit(seat));
    }

    private Participant watched(Participant participant) {
        var _ = participant.joined().whenComplete((_, failure) -> note(participant, failure));
        return participant;
    }

    private void count(Participant participant) {
        var _ = participant.joined().thenAccept(joins::add);
    }

    private void note(Participant participant, @Nullable Throwable failure) {
        if (failure != null) {
            note(participant, reason(failure));
        }
    }

    /// Whose joining had not come to its end by then is counted already.
    private void noteCutOff(Participant participant) {
        if (!participant.joined().isCompletedExceptionally()) {
            participant.cutOff().ifPresent(reason -> note(participant, reason));
        }
    }

    private void note(Participant participant, String reason) {
        failures.note(participant.seat().name(), reason);
    }

    List<JoinTimes> joins() {
        return List.copyOf(joins);
    }

    /// Of those who came while it was measured, to go again.
    List<JoinTimes> guestJoins() {
        return List.copyOf(guestJoins);
    }

    List<String> failures() {
        return failures.reasons();
    }

    int failed() {
        return failures.count();
    }

    /// How media is encrypted: one, unless a server treats people differently.
    List<String> encryptions() {
        return staying.stream()
                .flatMap(participant -> participant.encryption().stream())
                .map(SrtpProfile::name)
                .distinct()
                .toList();
    }

    List<MediaReport> checks() {
        return staying.stream()
                .filter(participant -> participant.seat().checked())
                .map(participant -> participant.report().join())
                .toList();
    }
}
