package io.plenum.benchmarks.compare;

import io.plenum.loadtest.cli.Arguments;
import io.plenum.loadtest.cli.WrongUsage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// What the user asked for.
final class Choice {
    private static final Path JAR = Path.of("server/target/plenum.jar");
    private static final int MOST = 1_000_000;

    private final Arguments<BenchOption> arguments;
    private final List<Trial> trials = new ArrayList<>();
    private final Map<String, Terms> terms = new HashMap<>();

    private Choice(Arguments<BenchOption> arguments) throws WrongUsage {
        this.arguments = arguments;
        for (Trial trial : named()) {
            trials.add(changed(trial));
            terms.put(trial.name(), changed(arguments.has(BenchOption.QUICK) ? trial.quick() : trial.full()));
        }
    }

    static String help() {
        StringBuilder help = new StringBuilder("""
                Measures what the project promises: Plenum beside the floor (encrypting and sending, nothing else) and beside
                Janus, and Plenum by itself, in one run.
                  ./plenum bench [options]
                """);
        for (Trial trial : Trials.ALL) {
            help.append(String.format(Locale.ROOT, "  %-10s %s%n", trial.name(), trial.question()));
        }
        help.append(System.lineSeparator());
        for (BenchOption option : BenchOption.values()) {
            help.append(option.line());
        }
        return help.append("""
                Everything in full takes some two and a half hours. See docs/performance.md. What single parts cost: ./plenum jmh.
                """).toString();
    }

    static Choice parse(List<String> typed) throws WrongUsage {
        return new Choice(Arguments.parse(BenchOption.class, typed));
    }

    private List<Trial> named() throws WrongUsage {
        if (!arguments.has(BenchOption.ONLY)) {
            return Trials.ALL;
        }
        List<Trial> named = new ArrayList<>();
        for (String name : arguments.text(BenchOption.ONLY).orElseThrow().split(",", -1)) {
            named.add(Trials.of(name)
                    .orElseThrow(
                            () -> new WrongUsage("there is no trial \"" + name + "\"; there are " + Trials.names())));
        }
        return named;
    }

    private Trial changed(Trial trial) throws WrongUsage {
        boolean janus = JanusContender.isInstalled() && !arguments.has(BenchOption.NO_JANUS);
        int viewers = whole(BenchOption.VIEWERS, 0);
        int rooms = whole(BenchOption.ROOMS, 0);
        return trial.only(entrant -> takesPart(entrant, janus))
                .loaded(load -> viewers > 0 && load.isWebinar() ? load.withViewers(viewers) : load)
                .loaded(load -> rooms > 0 && load.rooms() > 1 ? load.withRooms(rooms) : load);
    }

    /// The short form has time for one setting of Janus: the one that was the better one each time that both ran.
    private boolean takesPart(Entrant entrant, boolean janus) {
        return switch (entrant.server()) {
            case Entrant.Server.Janus settings -> janus && (!arguments.has(BenchOption.QUICK) || isBetter(settings));
            default -> true;
        };
    }

    private static boolean isBetter(Entrant.Server.Janus settings) {
        return settings.eventLoops() > 0 && settings.only().isEmpty();
    }

    /// The settings of Janus that would take turns in the long form and do not in this one.
    List<String> leftOut(Trial trial) {
        return Trials.of(trial.name()).stream()
                .flatMap(whole -> whole.entrants().stream())
                .filter(entrant -> entrant.isJanus() && !trial.has(entrant.name()))
                .map(Entrant::name)
                .toList();
    }

    List<Trial> trials() {
        return List.copyOf(trials);
    }

    private Terms changed(Terms usual) throws WrongUsage {
        return usual.withRounds(whole(BenchOption.ROUNDS, usual.rounds()))
                .withWarmUp(whole(BenchOption.WARM_UP, (int) usual.warmUp().toSeconds()))
                .withSeconds(whole(BenchOption.SECONDS, (int) usual.duration().toSeconds()))
                .withSample(whole(BenchOption.SAMPLE, usual.sample()));
    }

    private int whole(BenchOption option, int otherwise) throws WrongUsage {
        return arguments.has(option) ? arguments.whole(option, otherwise, 1, MOST) : otherwise;
    }

    /// How this trial is measured.
    Terms terms(Trial trial) {
        return Objects.requireNonNull(terms.get(trial.name()));
    }

    Path jar() {
        return JAR;
    }

    /// Of the server's and the floor's Java machine.
    List<String> javaOptions() {
        return arguments
                .text(BenchOption.JAVA_OPTIONS)
                .map(text -> List.of(text.split(" ", -1)))
                .orElse(List.of());
    }

    /// A trial's own settings, and the user's, which are stronger.
    List<String> settings(List<String> ofTrial) {
        List<String> all = new ArrayList<>(ofTrial);
        all.addAll(arguments.all(BenchOption.SETTING));
        return all;
    }

    /// Where everything is to be written for programs.
    Optional<Path> json() {
        return arguments.text(BenchOption.JSON).map(Path::of);
    }

    /// Whether a missed bar is a failure.
    boolean bars() {
        return arguments.has(BenchOption.BARS);
    }
}
