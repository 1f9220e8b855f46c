package io.plenum.loadtest.run;

/// What the server's process has used up to now.
///
/// @param cpuNanos of all its threads, in user mode and in the kernel
/// @param residentBytes of memory; NaN where nobody tells
public record ServerReading(long cpuNanos, double residentBytes, int threads, int descriptors) {}
