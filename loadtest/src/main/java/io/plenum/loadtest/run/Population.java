package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.crowd.Participant;
import io.plenum.loadtest.crowd.Seat;
import io.plenum.loadtest.scenario.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Who is there: lets them in at the scenario's pace, and those of the churn out again. Used by one thread.
final class Population {
    private static final int FAILURES_KEPT = 10;

    private record Guest(Participant participant, long leavesNanos) {}

    private final Scenario scenario;
    private final Crowd crowd;
    private final List<Participant> staying = new ArrayList<>();
    private final ArrayDeque<Guest> guests = new ArrayDeque<>();
    private final Queue<JoinTimes> joins = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();
    private final Pace arrivals;
    private final Pace churn;
    private int number;

    Population(Scenario scenario, Crowd crowd, long nowNanos) {
        this.scenario = scenario;
        this.crowd = crowd;
        this.arrivals = new Pace(scenario.joinsPerSecond(), nowNanos);
        this.churn = new Pace(scenario.churnPerSecond(), nowNanos);
    }

    /// Lets in whoever's turn it is; true when all are there.
    boolean fill(long nowNanos) {
        for (int due = arrivals.take(nowNanos); due > 0 && number < scenario.population(); due--) {
            staying.add(join(seat(number)));
            number++;
        }
        return number >= scenario.population() && settled();
    }

    /// The people of all rooms first, so that viewers find something to see.
    private Seat seat(int place) {
        int room = place % scenario.rooms();
        int people = scenario.rooms() * scenario.people();
        Seat seat =
                place < people ? scenario.person(place, room, place / scenario.rooms()) : scenario.viewer(place, room);
        int firstChecked = scenario.viewers() > 0 ? people : 0;
        return place >= firstChecked && place < firstChecked + scenario.checked() ? seat.checking() : seat;
    }

    private boolean settled() {
        return staying.stream().allMatch(participant -> participant.connected().isDone());
    }

    /// So many viewers more, whatever the pace; they are let in one after the other.
    void grow(int viewers) {
        for (int i = 0; i < viewers; i++) {
            staying.add(join(scenario.viewer(number, number % scenario.rooms())));
            number++;
        }
    }

    /// Lets guests come and go.
    void churn(long nowNanos) {
        for (int due = churn.take(nowNanos); due > 0; due--) {
            Seat seat = scenario.person(number, number % scenario.rooms(), number / scenario.rooms());
            guests.add(new Guest(join(seat), nowNanos + scenario.stay().toNanos()));
            number++;
        }
        while (!guests.isEmpty() && guests.element().leavesNanos() <= nowNanos) {
            Participant leaving = guests.remove().participant();
            if (leaving.connected().isDone() && !leaving.connected().isCompletedExceptionally()) {
                var _ = leaving.leave().whenComplete((_, failure) -> note(leaving, failure));
            }
        }
    }

    /// A join of the churn begins to count with the measuring.
    void restartChurn(long nowNanos) {
        churn.restart(nowNanos);
    }

    private Participant join(Seat seat) {
        Participant participant = crowd.join(seat);
        var _ = participant.joined().whenComplete((times, failure) -> {
            if (failure == null) {
                joins.add(times);
            }
            note(participant, failure);
        });
        return participant;
    }

    private void note(Participant participant, @Nullable Throwable failure) {
        if (failure != null && failed.incrementAndGet() <= FAILURES_KEPT) {
            failures.add(participant.seat().name() + ": " + failure.getMessage());
        }
    }

    List<JoinTimes> joins() {
        return List.copyOf(joins);
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    int failed() {
        return failed.get();
    }

    List<MediaReport> checks() {
        return staying.stream()
                .filter(participant -> participant.seat().checked())
                .map(participant -> participant.report().join())
                .toList();
    }
}
