package io.plenum.benchmarks.compare;

import java.time.Duration;

/// How each contender is measured.
///
/// @param warmUp after everybody is there: a Java machine compiles what it runs often
/// @param sample the load looks into one packet of so many, and counts the rest by their headers
record Terms(Duration warmUp, Duration duration, int sample) {}
