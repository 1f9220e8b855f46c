package io.plenum.transport.ice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import org.ice4j.ice.Agent;
import org.ice4j.stack.StunClientTransaction;
import org.junit.jupiter.api.Test;

class TaskPoolsTest {
    @Test
    void whatFindsNoThreadFreeIsDoneByWhoBroughtIt() throws InterruptedException, ExecutionException {
        Ice.warmUp();
        ThreadPoolExecutor pool = TaskPools.pool(Agent.class, "agentTasksExecutor");
        CountDownLatch holding = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(TaskPools.THREADS);
        Callable<Boolean> busy = () -> {
            held.countDown();
            holding.await();
            return true;
        };
        List<Future<Boolean>> tasks = new ArrayList<>();
        for (int i = 0; i < TaskPools.THREADS; i++) {
            tasks.add(pool.submit(busy));
        }
        held.await();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 100; i++) {
            pool.execute(done::incrementAndGet);
        }
        assertEquals(100, done.get());
        holding.countDown();
        for (Future<Boolean> task : tasks) {
            assertTrue(task.get());
        }
        assertTrue(pool.getLargestPoolSize() <= TaskPools.THREADS);
        assertEquals(
                TaskPools.THREADS,
                TaskPools.pool(StunClientTransaction.class, "retransmissionExecutor")
                        .getMaximumPoolSize());
    }
}
