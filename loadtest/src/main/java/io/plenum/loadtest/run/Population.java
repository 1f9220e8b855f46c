package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.crowd.Participant;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.scenario.Ramp;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.transport.srtp.SrtpProfile;
import java.io.IOException;
import java.time.Duration;
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
    /// For what is not measured: the rehearsal's joining, and everybody's leaving.
    private static final Duration REHEARSAL_PATIENCE = Duration.ofSeconds(10);

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
    private int unfinished;
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
            demand(person, false);
        }
        Participant viewer = rehearsing(scenario.viewer(2, room));
        quietly(Stream.of(viewer.joined()));
        demand(viewer, true);
        quietly(Stream.concat(pair.stream(), Stream.of(viewer)).map(Participant::leave));
    }

    /// Over a good network, whatever the others' are like: it must be the server where this fails.
    private Participant rehearsing(Seat seat) {
        return crowd.join(seat.straight());
    }

    /// Of the pair nobody has to hear the other yet.
    private static void demand(Participant participant, boolean withMedia) throws IOException {
        boolean served = participant.stage() == Participant.Stage.OVER;
        if (!participant.isIn() || (withMedia && !served)) {
            throw new IOException("nobody can join: " + reason(participant));
        }
    }

    private static String reason(Participant participant) {
        if (participant.connected().isCompletedExceptionally()) {
            return reason(participant.connected().exceptionNow());
        }
        return participant.cutOff().orElseGet(() -> late(participant, REHEARSAL_PATIENCE));
    }

    private static String late(Participant participant, Duration patience) {
        long seconds = patience.toSeconds();
        return switch (participant.stage()) {
            case ENTERING -> "no answer after " + seconds + " s";
            case CONNECTING ->
                "no media path after " + seconds + " s; can all of the server's UDP ports be reached from here?";
            case LISTENING -> "no media after " + seconds + " s, although others send";
            case OVER -> "in at last, after " + seconds + " s";
        };
    }

    /// Some failures bring no words of their own.
    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.toString() : message;
    }

    /// Waits for all of them within some patience; how they end is of no interest.
    private static void quietly(Stream<? extends CompletableFuture<?>> futures) {
        CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, REHEARSAL_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(_ -> null)
                .join();
    }

    /// Lets in whoever's turn it is; true when all have come and nobody is on the way in any more.
    boolean fill(long nowNanos) {
        for (int due = arrivals.take(nowNanos); due > 0 && isNextWelcome(); due--) {
            staying.add(join(seat(number)));
            number++;
        }
        return number >= scenario.population() && areAllIn();
    }

    /// Whether nobody who is to stay is on the way in: who has lost patience is not.
    boolean areAllIn() {
        return staying.stream().allMatch(this::isThrough);
    }

    private boolean isThrough(Participant participant) {
        return participant.stage() == Participant.Stage.OVER || isGivenUp(participant);
    }

    /// Who has waited for too long has failed, and stays that even if it gets in later.
    private boolean isGivenUp(Participant participant) {
        if (participant.isOverdue(scenario.patience())) {
            note(participant, late(participant, scenario.patience()));
        }
        return failures.holds(participant.seat().name());
    }

    /// Gives up whoever has waited for too long.
    void judge() {
        everybody().forEach(this::isGivenUp);
    }

    /// The people of all rooms come first, and viewers when there is something to see.
    private boolean isNextWelcome() {
        return number < scenario.population() && (number != people() || arePeopleConnected());
    }

    private boolean arePeopleConnected() {
        return staying.stream().allMatch(participant -> participant.connected().isDone() || isGivenUp(participant));
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

    /// A step more of the ramp, whatever the pace: viewers, or whole meetings of people.
    void grow(Ramp ramp) {
        int target = number + ramp.step();
        while (number < target || (ramp.meetings() && number % scenario.people() != 0)) {
            staying.add(join(ramp.meetings() ? inNewMeeting(number) : scenario.viewer(number, room(number))));
            number++;
        }
    }

    private Seat inNewMeeting(int place) {
        return scenario.person(place, rooms + place / scenario.people(), place % scenario.people());
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
            dismiss(guests.remove().participant());
        }
    }

    /// Whoever is still on the way in goes as soon as that has ended, one way or the other: else a server that
    /// is slow for a while would fill with people who never leave.
    private void dismiss(Participant guest) {
        noteUnfinished(guest);
        noteCutOff(guest);
        boolean in = guest.isIn();
        var _ = guest.connected()
                .exceptionally(_ -> null)
                .thenCompose(_ -> guest.leave())
                .whenComplete((_, failure) -> note(guest, in ? failure : null));
    }

    private void noteUnfinished(Participant participant) {
        if (!isThrough(participant)) {
            unfinished++;
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
        everybody().forEach(this::noteUnfinished);
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

    /// Who had neither got anything nor lost patience when they left by plan, or at the end.
    int unfinished() {
        return unfinished;
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
