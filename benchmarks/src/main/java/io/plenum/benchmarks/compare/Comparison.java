package io.plenum.benchmarks.compare;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets the contenders take turns, in every other round in the opposite order.
record Comparison(Choice choice, InetAddress address, Consumer<String> progress) {
    Rounds run(Workload workload) throws IOException {
        Rounds rounds = new Rounds(workload);
        Optional<Measurement> seen = Optional.empty();
        for (int round = 0; round < choice.rounds(); round++) {
            for (String name : order(round)) {
                Contender contender = contender(name, seen);
                Measurement measurement = contender.measure(workload);
                rounds.add(name, measurement);
                progress.accept("%s, round %d, %s: %.2f µs of CPU per packet, %,.0f packets/s, load %.1f"
                        .formatted(
                                workload.name(),
                                round + 1,
                                name,
                                measurement.cpuMicrosPerPacket(),
                                measurement.packetsPerSecond(),
                                MachineLoad.now()));
                if (name.equals(PlenumContender.NAME)) {
                    seen = Optional.of(measurement);
                }
            }
        }
        return rounds;
    }

    /// In the first round the server comes before the floor, which sends as much as it did.
    private List<String> order(int round) {
        List<String> names = new ArrayList<>(List.of(PlenumContender.NAME, FloorContender.NAME));
        if (choice.janus()) {
            for (int eventLoops : choice.janusEventLoops()) {
                names.add(JanusContender.name(eventLoops));
            }
        }
        if (round % 2 == 1) {
            Collections.reverse(names);
        }
        return names;
    }

    private Contender contender(String name, Optional<Measurement> seen) {
        return switch (name) {
            case PlenumContender.NAME ->
                new PlenumContender(choice.jar(), choice.javaOptions(), address, choice.terms());
            case FloorContender.NAME ->
                new FloorContender(address, choice.javaOptions(), choice.terms(), seen.orElseThrow());
            default -> new JanusContender(address, JanusContender.eventLoops(name), choice.terms());
        };
    }
}
