package io.plenum.signaling.room;

import io.plenum.signaling.negotiate.Rights;
import java.util.Optional;

/// Somebody who may come in.
///
/// @param client its socket; a WHIP or WHEP session has none and lives by its transport
/// @param follows the participant it wants to receive, by name; empty = the whole room
public record Admission(String room, String name, Rights rights, Optional<Client> client, Optional<String> follows) {}
