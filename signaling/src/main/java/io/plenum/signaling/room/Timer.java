package io.plenum.signaling.room;

import io.vertx.core.Vertx;
import java.time.Duration;

/// One timer that may be started anew and stopped.
final class Timer {
    private static final long NONE = -1;

    private final Vertx vertx;
    private long id = NONE;

    Timer(Vertx vertx) {
        this.vertx = vertx;
    }

    void start(Duration delay, Runnable then) {
        stop();
        id = vertx.setTimer(Math.max(1, delay.toMillis()), fired -> {
            id = NONE;
            then.run();
        });
    }

    boolean runs() {
        return id != NONE;
    }

    void stop() {
        if (id != NONE) {
            vertx.cancelTimer(id);
            id = NONE;
        }
    }
}
