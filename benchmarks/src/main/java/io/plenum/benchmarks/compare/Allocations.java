package io.plenum.benchmarks.compare;

import java.util.Map;

/// How much all threads of another Java process have ever allocated, the ended ones included, by its own count.
///
/// Asking allocates there as well, so what one question costs is found out first and taken off.
final class Allocations implements Watch {
    private final JavaMachine machine;
    private final long costOfAsking;
    private long begun;
    private double allocated;

    Allocations(JavaMachine machine) {
        this.machine = machine;
        ask(); // loads what is needed to answer
        long first = ask();
        costOfAsking = ask() - first;
    }

    private long ask() {
        return (long) machine.attribute("java.lang:type=Threading", "TotalThreadAllocatedBytes");
    }

    @Override
    public void begin() {
        begun = ask();
    }

    @Override
    public void end() {
        allocated = ask() - begun - (double) costOfAsking;
    }

    @Override
    public Map<Figure, Double> figures(long packets) {
        return Map.of(Figure.ALLOCATED_BYTES, allocated / packets);
    }
}
