package io.plenum.core;

/// What a track or a slot carries.
public enum MediaKind {
    AUDIO,
    VIDEO
}
