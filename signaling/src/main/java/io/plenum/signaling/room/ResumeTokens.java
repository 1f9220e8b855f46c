package io.plenum.signaling.room;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Which seat goes with which token.
///
/// Whoever resumes gets the next token in the reply, and may lose that reply: the token it came with stays good until a
/// request shows that the reply has arrived.
final class ResumeTokens {
    private final Map<String, Seat> seats = new HashMap<>();

    void add(Seat seat) {
        seats.put(seat.participant().resumeToken(), seat);
    }

    Optional<Seat> seat(String token) {
        return Optional.ofNullable(seats.get(token));
    }

    /// The seat's token becomes `next`. The one it was resumed with stays beside it; the one whose reply was lost goes.
    void renew(Seat seat, String used, String next) {
        Participant participant = seat.participant();
        if (!participant.resumeToken().equals(used)) {
            seats.remove(participant.resumeToken());
        }
        participant.resumeToken(next);
        participant.usedToken(Optional.of(used));
        add(seat);
    }

    /// The client has its new token.
    void arrived(Seat seat) {
        seat.participant().usedToken().ifPresent(seats::remove);
        seat.participant().usedToken(Optional.empty());
    }

    void forget(Seat seat) {
        arrived(seat);
        seats.remove(seat.participant().resumeToken());
    }

    List<Seat> seats() {
        return seats.values().stream().distinct().toList();
    }

    int size() {
        return seats.size();
    }
}
