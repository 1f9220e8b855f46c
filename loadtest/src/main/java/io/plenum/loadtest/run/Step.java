package io.plenum.loadtest.run;

import io.plenum.loadtest.media.Counts;

/// What one number of participants came to in a ramp.
///
/// @param held whether every bar was met with so many
public record Step(int participants, Counts counts, double serverCores, boolean held) {}
