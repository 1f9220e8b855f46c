package io.plenum.benchmarks.compare;

import java.lang.management.ManagementFactory;

/// How much else goes on here.
final class MachineLoad {
    private MachineLoad() {}

    /// The last minute's.
    static double now() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }
}
