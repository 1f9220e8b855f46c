package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the kernel cannot wait with nanoseconds, or a sandbox says so, waits are longer rather than
/// none.
class PreciseWaitTest {
    @ParameterizedTest
    @ValueSource(ints = {Errno.EPERM, Errno.ENOSYS})
    void withoutItAWaitIsAWaitAllTheSame(int errno) throws IOException {
        Coarse kernel = new Coarse(errno);
        try (Ports ports = new Ports(kernel)) {
            for (long nanos : new long[] {300_000, 1_500_000}) {
                long before = System.nanoTime();
                assertEquals(List.of(), ports.ready(nanos));
                assertTrue(System.nanoTime() - before >= nanos, nanos + " ns");
            }
        }
        assertEquals(1, kernel.asked, "what cannot be is asked for once");
    }

    private static final class Coarse extends Libc {
        private final int errno;
        private int asked;

        Coarse(int errno) {
            super(Arena.ofAuto());
            this.errno = errno;
        }

        @Override
        int epollWaitPrecisely(int epoll, long events, int capacity, long timespec) {
            asked++;
            return -errno;
        }
    }
}
