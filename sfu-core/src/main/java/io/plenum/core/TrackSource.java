package io.plenum.core;

/// Where a track comes from: decides its place when there are more tracks than slots (a screen goes first).
public enum TrackSource {
    MICROPHONE,
    CAMERA,
    SCREEN,
    SCREEN_AUDIO
}
