package io.plenum.metrics;

import java.util.function.IntSupplier;

/// What is read of the meetings; both may be read on any thread at any time.
public record RoomsView(IntSupplier rooms, IntSupplier participants) {}
