package io.plenum.loadtest.scenario;

import java.time.Duration;

/// More and more viewers, until the server is full.
///
/// @param step so many more at a time, in all rooms together
/// @param hold how long each number is kept and measured
public record Ramp(int step, Duration hold) {}
