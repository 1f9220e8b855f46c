package io.plenum.server;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.Optional;

/// Lets ZGC's heap follow what is alive. Left alone it fills much of the machine's memory before it collects; with a
/// fixed bound below what is alive it would collect without end. Other collectors have no such bound.
///
/// Owned by whoever calls [#adjust] now and then.
final class HeapBound {
    private static final String OPTION = "SoftMaxHeapSize";
    private static final String OLD_GENERATION = "ZGC Old Generation";

    private static final long MEGABYTE = 1 << 20;

    /// A server without guests has some 20 MB alive.
    static final long LEAST = 128 * MEGABYTE;

    /// For what is made between two collections: a second of the busiest crowd that joins.
    private static final long YOUNG = 64 * MEGABYTE;

    private final MemoryPoolMXBean old;
    private final HotSpotDiagnosticMXBean machine;
    private long bound;

    private HeapBound(MemoryPoolMXBean old, HotSpotDiagnosticMXBean machine) {
        this.old = old;
        this.machine = machine;
    }

    /// Empty where another collector is in use.
    static Optional<HeapBound> ofThisMachine() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .findFirst()
                .map(pool -> new HeapBound(pool, machine));
    }

    /// A quarter more than the last collection of the old generation left, and room for the young one.
    static long after(long leftBytes) {
        return Math.max(LEAST, leftBytes + leftBytes / 4 + YOUNG);
    }

    void adjust() {
        MemoryUsage left = old.getCollectionUsage();
        long most = Runtime.getRuntime().maxMemory();
        long next = Math.min(most, after(left == null ? 0 : left.getUsed()) / MEGABYTE * MEGABYTE);
        if (next != bound) {
            bound = next;
            machine.setVMOption(OPTION, Long.toString(next));
        }
    }
}
