package io.plenum.sim;

/// A frame that was decoded (video), or a packet that was played (audio).
public record Shown(long atNanos, long track, long frame, boolean keyFrame, long captureNanos) {}
