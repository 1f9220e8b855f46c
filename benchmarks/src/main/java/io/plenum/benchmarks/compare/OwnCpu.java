package io.plenum.benchmarks.compare;

import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.ServerReading;
import java.util.Map;

/// What the load itself used: this process.
final class OwnCpu implements Watch {
    private static final double NANOS_PER_MICRO = 1e3;

    private final ProcessProbe probe = new ProcessProbe(ProcessHandle.current().pid());
    private long begun;
    private long used;

    @Override
    public void begin() {
        begun = now();
    }

    @Override
    public void end() {
        used = now() - begun;
    }

    private long now() {
        return probe.read().map(ServerReading::cpuNanos).orElse(0L);
    }

    @Override
    public Map<Figure, Double> figures(long packets) {
        return Map.of(Figure.LOAD_MICROS, used / NANOS_PER_MICRO / packets);
    }
}
