package io.plenum.signaling.protocol;

/// A participant in the words of the protocol, written once for all who are told of it.
///
/// @param publishes whether it has any track
public record Described(String json, boolean publishes) {
    public static Described of(ParticipantInfo who) {
        return new Described(Messages.participant(who).encode(), !who.tracks().isEmpty());
    }
}
