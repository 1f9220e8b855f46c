package io.plenum.server.heap;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryUsage;
import java.util.List;
import java.util.Optional;

/// Lets ZGC's heap follow what is alive, and how busy the collector is. Left alone it fills much of the machine's
/// memory before it collects; with a fixed bound below what is alive, or too little above it for a crowd that joins, it
/// would collect without end. Other collectors have no such bound.
///
/// Owned by whoever calls [#adjust] now and then.
final class HeapBound {
    private static final String OPTION = "SoftMaxHeapSize";
    private static final String OLD_GENERATION = "ZGC Old Generation";
    private static final String CYCLES = "Cycles";

    private static final long MEGABYTE = 1 << 20;

    /// For what is alive: a server without guests has some 20 MB of that.
    static final long LEAST = 64 * MEGABYTE;

    private final MemoryPoolMXBean old;
    private final List<GarbageCollectorMXBean> cycles;
    private final HotSpotDiagnosticMXBean machine;
    private final YoungRoom young = new YoungRoom();
    private long workedMillis;
    private long bound;

    private HeapBound(MemoryPoolMXBean old, List<GarbageCollectorMXBean> cycles, HotSpotDiagnosticMXBean machine) {
        this.old = old;
        this.cycles = cycles;
        this.machine = machine;
    }

    /// Empty where another collector is in use.
    static Optional<HeapBound> ofThisMachine() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        List<GarbageCollectorMXBean> cycles = ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(collector -> collector.getName().endsWith(CYCLES))
                .toList();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals(OLD_GENERATION))
                .findFirst()
                .map(pool -> new HeapBound(pool, cycles, machine));
    }

    /// A quarter more than the last collection of the old generation left, and room for the young one.
    static long after(long leftBytes, long youngBytes) {
        return Math.max(LEAST, leftBytes + leftBytes / 4) + youngBytes;
    }

    /// @param intervalMillis since the last time
    void adjust(long intervalMillis) {
        MemoryUsage left = old.getCollectionUsage();
        long most = Runtime.getRuntime().maxMemory();
        long room = young.after(share(intervalMillis));
        long next = Math.min(most, after(left == null ? 0 : left.getUsed(), room) / MEGABYTE * MEGABYTE);
        if (next != bound) {
            bound = next;
            machine.setVMOption(OPTION, Long.toString(next));
        }
    }

    /// Of the time since it was last asked, how much the collector worked.
    private double share(long intervalMillis) {
        long before = workedMillis;
        workedMillis = cycles.stream()
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .sum();
        return (double) (workedMillis - before) / intervalMillis;
    }
}
