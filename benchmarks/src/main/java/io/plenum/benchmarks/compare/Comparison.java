package io.plenum.benchmarks.compare;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Lets the entrants of a trial take turns, in every other round in the opposite order.
record Comparison(Choice choice, InetAddress address, Consumer<String> progress) {
    /// What cannot be measured is reported with its reason, and the others go on.
    Rounds run(Trial trial) {
        Terms terms = choice.terms(trial);
        Rounds rounds = new Rounds(trial);
        Optional<Measurement> seen = Optional.empty();
        for (int round = 0; round < terms.rounds(); round++) {
            for (Entrant entrant : order(trial, round)) {
                String turn = "%s, round %d, %s: ".formatted(trial.name(), round + 1, entrant.name());
                try {
                    Measurement measurement =
                            contender(trial, entrant, terms, seen).measure(entrant.workload());
                    rounds.add(entrant.name(), measurement);
                    progress.accept(turn + inShort(measurement));
                    if (entrant.server() instanceof Entrant.Server.Plenum) {
                        seen = Optional.of(measurement);
                    }
                } catch (IOException | UncheckedIOException e) {
                    rounds.failed(entrant.name(), turn + e.getMessage());
                    progress.accept(turn + "could not be measured: " + e.getMessage());
                }
            }
        }
        return rounds;
    }

    private static String inShort(Measurement measurement) {
        return "%.2f µs of CPU per packet, %,.0f packets/s, load %.1f"
                .formatted(
                        measurement.get(Figure.CPU_MICROS),
                        measurement.get(Figure.PACKETS_PER_SECOND),
                        MachineLoad.now());
    }

    /// In the first round the server comes before the floor, which sends as much as it did.
    private static List<Entrant> order(Trial trial, int round) {
        List<Entrant> order = new ArrayList<>(trial.entrants());
        if (round % 2 == 1) {
            Collections.reverse(order);
        }
        return order;
    }

    private Contender contender(Trial trial, Entrant entrant, Terms terms, Optional<Measurement> seen)
            throws IOException {
        return switch (entrant.server()) {
            case Entrant.Server.Plenum(List<String> settings) ->
                new PlenumContender(
                        choice.jar(),
                        choice.javaOptions(),
                        choice.settings(settings),
                        address,
                        terms,
                        trial.figures().contains(Figure.LIVE_END_MB));
            case Entrant.Server.Floor() ->
                new FloorContender(
                        address,
                        choice.javaOptions(),
                        terms,
                        seen.orElseThrow(() -> new IOException("no server was measured that it could do as much as")));
            case Entrant.Server.Janus settings -> new JanusContender(address, settings, terms);
        };
    }
}
