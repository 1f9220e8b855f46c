package io.plenum.loadtest.scenario;

import java.time.Duration;

/// More and more viewers, or meetings, until the server is full.
///
/// @param step so many more at a time, in all rooms together; of meetings, as many as fill the last
///     one
/// @param hold how long each number is kept and measured
/// @param meetings whether they come in new rooms of as many people as the first have, instead of
///     watching in those
public record Ramp(int step, Duration hold, boolean meetings) {}
