package io.plenum.transport.dtls;

import io.plenum.transport.loop.Precedence;
import java.util.concurrent.Semaphore;

/// How many handshakes may compute at once. A burst of joins would otherwise have every core at its signatures, some
/// 2.5 ms each, while media waits for one. Whoever waits for the network has no turn.
final class HandshakeTurns {
    /// Half of the cores are left to media.
    private static final int AT_ONCE = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    /// In the order of arrival: a client that waits longer than the others gives up first.
    private static final Semaphore TURNS = new Semaphore(AT_ONCE, true);

    private HandshakeTurns() {}

    static void take() {
        TURNS.acquireUninterruptibly();
        Precedence.rest();
    }

    static void giveBack() {
        TURNS.release();
    }
}
