package io.plenum.benchmarks.compare;

import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.ServerReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The least that any server must do for these packets.
final class FloorContender implements Contender {
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double PERCENT = 100;

    private final InetAddress address;
    private final List<String> options;
    private final Terms terms;
    private final Measurement seen;

    /// @param options of its Java machine: the server's
    /// @param seen what is to be sent: as much as a server did
    FloorContender(InetAddress address, List<String> options, Terms terms, Measurement seen) {
        this.address = address;
        this.options = options;
        this.terms = terms;
        this.seen = seen;
    }

    @Override
    public Measurement measure(Workload workload) throws IOException {
        FloorPlan plan = FloorPlan.of(workload, seen, terms);
        Path folder = Files.createTempDirectory("floor-bench");
        try (FloorSinks sinks = new FloorSinks(address, plan.sockets())) {
            Path ports = folder.resolve("ports");
            Files.writeString(ports, sinks.ports().stream().map(String::valueOf).collect(Collectors.joining("\n")));
            List<String> command = new ArrayList<>(Child.java(
                    options,
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    FloorMain.class.getName(),
                    address.getHostAddress(),
                    ports.toString()));
            command.addAll(plan.arguments());
            try (Child floor = Child.start(folder, command)) {
                return watch(floor, plan);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private Measurement watch(Child floor, FloorPlan plan) throws IOException {
        ProcessProbe probe = new ProcessProbe(floor.pid());
        floor.await(Child.START_PATIENCE.plus(terms.warmUp()), () -> says(floor).contains("begin"));
        long before = cpu(probe);
        floor.await(
                Child.START_PATIENCE.plus(terms.duration()),
                () -> FloorCount.in(says(floor)).isPresent());
        long cpu = cpu(probe) - before;
        return measurement(FloorCount.in(says(floor)).orElseThrow().whole(), cpu, plan);
    }

    private static Measurement measurement(FloorCount count, long cpuNanos, FloorPlan plan) {
        return Measurement.of(
                Map.of(
                        Figure.PACKETS_PER_SECOND,
                        count.sent() / plan.seconds(),
                        Figure.BYTES_PER_PACKET,
                        (double) plan.bytes(),
                        Figure.LOSS_PERCENT,
                        PERCENT * count.failedShare(),
                        Figure.CPU_MICROS,
                        cpuNanos / NANOS_PER_MICRO / count.sent()),
                FloorMain.PROFILE.name());
    }

    private static String says(Child floor) {
        try {
            return floor.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long cpu(ProcessProbe probe) throws IOException {
        return probe.read()
                .map(ServerReading::cpuNanos)
                .orElseThrow(() -> new IOException("the floor's process is gone"));
    }
}
