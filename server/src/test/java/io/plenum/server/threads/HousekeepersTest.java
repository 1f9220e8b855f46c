package io.plenum.server.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.server.PlenumServer;
import io.plenum.server.support.TestServers;
import io.plenum.transport.loop.KernelThreads;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class HousekeepersTest {
    private static final int CAP_SYS_NICE = 23;

    /// Of ours, as this Java machine's own collector may be another one.
    private static final String DIRECTOR = "ZDirector-test";

    private static final long SLACK = Housekeepers.SLACK.toNanos();

    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Thread> started = new ArrayList<>();

    @BeforeEach
    void needsThePrivilege() throws IOException {
        String capabilities = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("CapEff:"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("CapEff:\\s*", "");
        assumeTrue(new BigInteger(capabilities, 16).testBit(CAP_SYS_NICE), "to see it takes CAP_SYS_NICE");
    }

    @AfterEach
    void end() throws InterruptedException {
        end.countDown();
        for (Thread thread : started) {
            thread.join();
        }
    }

    private void startDirector() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        started.add(Thread.ofPlatform().name(DIRECTOR).start(() -> {
            running.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        running.await();
    }

    private static PlenumServer start(String scheduling) {
        return TestServers.start("media.scheduling = " + scheduling);
    }

    private static Set<Long> slacks(String name) throws IOException {
        List<Integer> threads = new ArrayList<>();
        KernelThreads.named(List.of(name), threads::add);
        Set<Long> slacks = new HashSet<>();
        for (int thread : threads) {
            slacks.add(Long.parseLong(
                    Files.readString(Housekeepers.slackOf(thread)).strip()));
        }
        return slacks;
    }

    @Test
    void whoOnlyLooksMayBeLateAndMediaMayNot() throws Exception {
        startDirector();
        Set<Long> usual = slacks(DIRECTOR);
        try (PlenumServer _ = start("media-first")) {
            for (String name : List.of(DIRECTOR, "vertx-blocked-t", "VM Periodic Tas", "Monitor Deflati")) {
                assertEquals(Set.of(SLACK), slacks(name), name);
            }
            assertEquals(usual, slacks("shard-0"));
            assertFalse(usual.contains(SLACK));
        }
    }

    @Test
    void whereAllAreEqualNothingIsChanged() throws Exception {
        startDirector();
        Set<Long> usual = slacks(DIRECTOR);
        try (PlenumServer _ = start("equal")) {
            assertEquals(usual, slacks(DIRECTOR));
        }
    }
}
