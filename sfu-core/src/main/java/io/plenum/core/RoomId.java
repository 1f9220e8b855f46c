package io.plenum.core;

/// A conference, by the name people join it under.
public record RoomId(String name) {
    @Override
    public String toString() {
        return name;
    }
}
