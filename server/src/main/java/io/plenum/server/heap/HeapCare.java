package io.plenum.server.heap;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/// Looks after the heap from time to time: how large it may be ([HeapBound]), and in which pages it lies
/// ([LargePages]). Does nothing where another collector than ZGC is in use.
public final class HeapCare implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HeapCare.class.getName());

    /// A crowd that joins makes 100 MB in two seconds; a look costs nothing beside that.
    private static final long LOOK_MILLIS = 1_000;

    /// A server that was just started has filled its first pages by then, and a crowd that has come in is in its place.
    private static final long MOVE_MILLIS = 5_000;

    private final Optional<HeapBound> bound = HeapBound.ofThisMachine();
    private final Optional<LargePages> pages = bound.flatMap(_ -> LargePages.ofHeap());

    /// Until the event loops end.
    public void begin(Vertx vertx) {
        bound.ifPresent(heap -> vertx.setPeriodic(LOOK_MILLIS, _ -> heap.adjust(LOOK_MILLIS)));
        pages.ifPresent(heap -> begin(vertx, heap));
    }

    /// On a thread of its own, since it may take a while, and on one, since Vert.x would begin another of its twenty
    /// each time. It does not step back behind media: who touches a page that is being moved waits for it.
    private static void begin(Vertx vertx, LargePages heap) {
        WorkerExecutor mover = vertx.createSharedWorkerExecutor("heap-care", 1);
        vertx.setPeriodic(
                MOVE_MILLIS,
                timer -> move(mover, heap)
                        .onComplete(
                                goesOn -> {
                                    if (!goesOn) {
                                        vertx.cancelTimer(timer);
                                    }
                                },
                                e -> {
                                    if (vertx.cancelTimer(timer) && !isEnding(e)) {
                                        LOG.log(Level.WARNING, "the heap stays as it is, in pages of any size: " + e);
                                    }
                                }));
    }

    private static Future<Boolean> move(WorkerExecutor mover, LargePages heap) {
        try {
            return mover.executeBlocking(heap::move);
        } catch (RejectedExecutionException e) {
            return Future.failedFuture(e);
        }
    }

    /// Vert.x ends its executors before its timers, and we close the heap's file after both.
    private static boolean isEnding(Throwable e) {
        return e instanceof RejectedExecutionException || e instanceof ClosedChannelException;
    }

    @Override
    public void close() {
        pages.ifPresent(LargePages::close);
    }
}
