package io.plenum.transport.client;

import java.util.ArrayList;
import java.util.List;

/// How long a client that connects waits for its server, its own work aside: the sum of the times from a
/// request's leaving until the answer was in the client's socket. When the client comes to read it is no matter
/// of the server, nor is what it does before it asks again.
///
/// All times are on the clock of [System#nanoTime].
final class Waiting {
    /// A time in which the server may have had to wait for us.
    private record Debt(long fromNanos, long toNanos) {}

    private final List<Debt> debts = new ArrayList<>();
    private boolean asked;
    private boolean answered;
    private boolean ended;
    private long askedNanos;
    private long answeredNanos;
    private long sum;

    /// A request left. One that is repeated because no answer has come begins nothing new; one that is repeated
    /// although a part of the answer has come ends the wait there.
    void asked(long leftNanos) {
        if (ended || (asked && !answered)) {
            return;
        }
        sum = nanos();
        debts.clear();
        asked = true;
        answered = false;
        askedNanos = leftNanos;
    }

    /// Something that the client needs to go on was in its socket: an answer, or one more part of it.
    void answered(long arrivedNanos) {
        if (asked && !ended) {
            answeredNanos = answered ? Math.max(answeredNanos, arrivedNanos) : arrivedNanos;
            answered = true;
        }
    }

    /// The server asked something of us, and we answered: what it answers us may have waited for that.
    void served(long arrivedNanos, long leftNanos) {
        if (asked && !answered) {
            long from = debts.isEmpty()
                    ? arrivedNanos
                    : Math.max(arrivedNanos, debts.getLast().toNanos());
            debts.add(new Debt(from, leftNanos));
        }
    }

    /// The last thing that was waited for was in the socket.
    void ended(long arrivedNanos) {
        if (!ended) {
            answered(arrivedNanos);
            ended = true;
        }
    }

    /// The sum of all waits that have had an answer.
    long nanos() {
        if (!asked || !answered) {
            return sum;
        }
        long wait = answeredNanos - askedNanos;
        for (Debt debt : debts) {
            long from = Math.max(debt.fromNanos(), askedNanos);
            wait -= Math.max(0, Math.min(debt.toNanos(), answeredNanos) - from);
        }
        return sum + Math.max(0, wait);
    }
}
