package io.plenum.transport.ice;

import java.lang.reflect.Field;
import java.util.concurrent.ThreadPoolExecutor;
import org.ice4j.ice.Agent;
import org.ice4j.stack.StunClientTransaction;

/// The threads on which ice4j does what its timers say: checks, and checks that are repeated. It starts one more
/// whenever all are busy, some 70 when hundreds of people join. From here on there are few, and what finds none of them
/// free is done by the timer itself, so that nothing is lost and no more is begun than can be done.
final class TaskPools {
    /// A task takes some 0.1 ms, and none waits for anything.
    static final int THREADS = 2;

    private TaskPools() {}

    static void bound() {
        bound(Agent.class, "agentTasksExecutor");
        bound(StunClientTransaction.class, "retransmissionExecutor");
    }

    /// ice4j knows no setting for it, and keeps them to itself.
    private static void bound(Class<?> owner, String name) {
        ThreadPoolExecutor pool = pool(owner, name);
        pool.setRejectedExecutionHandler(new ThreadPoolExecutor.CallerRunsPolicy());
        pool.setMaximumPoolSize(THREADS);
    }

    static ThreadPoolExecutor pool(Class<?> owner, String name) {
        try {
            Field field = owner.getDeclaredField(name);
            field.setAccessible(true);
            return (ThreadPoolExecutor) field.get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("another ice4j than the one this was written for", e);
        }
    }
}
