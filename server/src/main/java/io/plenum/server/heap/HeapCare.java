package io.plenum.server.heap;

import io.vertx.core.Vertx;
import java.util.Optional;

/// Looks after the heap from time to time: how large it may be ([HeapBound]). Does nothing where another collector than
/// ZGC is in use.
public final class HeapCare {
    /// A crowd that joins makes 100 MB in two seconds; a look costs nothing beside that.
    private static final long LOOK_MILLIS = 1_000;

    private final Optional<HeapBound> bound = HeapBound.ofThisMachine();

    /// Until the event loops end.
    public void begin(Vertx vertx) {
        bound.ifPresent(heap -> vertx.setPeriodic(LOOK_MILLIS, _ -> heap.adjust(LOOK_MILLIS)));
    }
}
