package io.plenum.signaling.auth;

import io.plenum.signaling.negotiate.Rights;
import java.util.Optional;

/// What a token allows.
///
/// @param room a room's name, or [#ANY_ROOM]
/// @param name the display name that overrides the client's
/// @param admin whether the room's people may be looked at without being in it
public record Grant(String room, Rights rights, Optional<String> name, boolean admin) {
    static final String ANY_ROOM = "*";
    static final Grant EVERYTHING = new Grant(ANY_ROOM, Rights.ALL, Optional.empty(), true);

    public boolean allows(String wanted) {
        return room.equals(ANY_ROOM) || room.equals(wanted);
    }
}
