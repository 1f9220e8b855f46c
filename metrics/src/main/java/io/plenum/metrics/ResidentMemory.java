package io.plenum.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// How much of the machine's memory the process takes, under the name that Prometheus' own clients give it: what lies
/// outside the heap is in it, which the virtual machine's meters do not know.
record ResidentMemory(Path status) implements MeterBinder {
    private static final String RESIDENT = "VmRSS:";
    private static final double KILO = 1_024;

    /// Linux' account of this process (proc(5)).
    ResidentMemory() {
        this(Path.of("/proc/self/status"));
    }

    /// Where nobody tells there is no such metric.
    @Override
    public void bindTo(MeterRegistry registry) {
        if (Files.isReadable(status)) {
            Gauge.builder("process.resident.memory", this::bytes)
                    .baseUnit("bytes")
                    .description("Memory of the process that lies in the machine's, by Linux")
                    .register(registry);
        }
    }

    private double bytes() {
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith(RESIDENT))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) * KILO)
                    .findFirst()
                    .orElse(Double.NaN);
        } catch (IOException e) {
            return Double.NaN;
        }
    }
}
