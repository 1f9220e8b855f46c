package io.plenum.transport.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Works with and without the privilege: what is told apart are the two kinds of threads.
class PrecedenceTest {
    @BeforeEach
    void needsLinux() {
        assumeTrue(Nice.perThread());
    }

    private interface Step {
        void run() throws InterruptedException;
    }

    private static int on(Step first) throws InterruptedException {
        AtomicInteger nice = new AtomicInteger();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                first.run();
                nice.set(Nice.own());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        thread.join();
        return nice.get();
    }

    @Test
    void mediaComesBeforeTheRest() throws InterruptedException {
        Precedence.mediaFirst();
        assertTrue(on(Precedence::media) < on(Precedence::rest));
    }

    /// Linux gives it the nice value of the one that made it.
    @Test
    void aThreadThatMediaHasMadeIsPutBack() throws InterruptedException {
        Precedence.mediaFirst();
        int rest = on(Precedence::rest);
        AtomicInteger inherited = new AtomicInteger();
        on(() -> {
            Precedence.media();
            inherited.set(on(Precedence::rest));
        });
        assertEquals(rest, inherited.get());
    }

    @Test
    void whoDecidesStaysAsItWas() {
        int before = Nice.own();
        Precedence.mediaFirst();
        assertEquals(before, Nice.own());
    }
}
