package io.plenum.transport.ice;

import io.plenum.transport.jitsi.QuietLogger;
import org.ice4j.ice.Agent;
import org.ice4j.stack.ExternalIoStunStack;
import org.ice4j.stack.StunStack;

/// ice4j's agent on a stack without sockets, which ends when it is freed.
final class SocketlessAgent extends Agent {
    /// A pace below zero ends what keeps it.
    private static final long NO_PACE = -1;

    private final ExternalIoStunStack stack;
    private volatile boolean freed;

    /// Setting fields before the superclass's constructor, which asks for the stack, needs JDK 25 (JEP 513).
    SocketlessAgent(ExternalIoStunStack stack) {
        this.stack = stack;
        super(null, QuietLogger.INSTANCE);
    }

    @Override
    public StunStack getStunStack() {
        return stack;
    }

    /// Asked between one look for something to check and the next. The answer to the check that a look sends may
    /// be what settles the session, which frees the agent: the next look is then called off before there is one,
    /// and would begin all the same (ice4j's `PeriodicRunnable`). The agent would look for ever, and be kept with
    /// all that it knows: one in thirteen was, where five people a second came and went.
    @Override
    protected long calculateTa() {
        return freed ? NO_PACE : super.calculateTa();
    }

    @Override
    public void free() {
        freed = true;
        super.free();
    }

    /// ice4j's frees the agent and costs each one a place in the finalizer's queue; [IceSession#close] frees it.
    @Override
    @SuppressWarnings({"deprecation", "removal", "Finalize"}) // to take ice4j's finalizer away
    protected void finalize() {}
}
