package io.plenum.transport;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Waits for something to become true: tests of real sockets cannot know when, only that it must.
final class Await {
    /// Far beyond what anything here takes on a busy machine.
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("waited " + PATIENCE + " for: " + what);
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    static <T> T result(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /// Why a stage failed.
    static String failure(CompletionStage<?> stage) {
        return result(stage.handle((value, failure) -> failure == null ? "it succeeded: " + value : reason(failure)));
    }

    private static String reason(Throwable failure) {
        return String.valueOf(failure.getMessage());
    }
}
