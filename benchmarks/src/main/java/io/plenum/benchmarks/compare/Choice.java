package io.plenum.benchmarks.compare;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What the user asked for.
///
/// @param quick whether in the short form
/// @param change of the terms of every trial
/// @param javaOptions of the server and of the floor
/// @param moreSettings of the server's configuration
/// @param bars whether a missed bar is a failure
record Choice(
        List<Trial> trials,
        boolean quick,
        UnaryOperator<Terms> change,
        Path jar,
        List<String> javaOptions,
        List<String> moreSettings,
        Optional<Path> json,
        boolean bars) {
    private static final Path JAR = Path.of("server/target/plenum.jar");

    static String help() {
        StringBuilder help = new StringBuilder("""
                Measures what the project promises: Plenum beside the floor (encrypting and sending, nothing else) and beside
                Janus, and Plenum by itself, in one run.
                  ./plenum bench [options]
                  --only NAME[,…]      of these (all)
                """);
        for (Trial trial : Trials.ALL) {
            help.append("      %-10s         %s%n".formatted(trial.name(), trial.question()));
        }
        return help.append("""
                  --quick              shorter, with fewer rounds: each below 5 minutes, all in some 20
                  --viewers N          instead of those of webinars (not of growth and memory)
                  --rooms N            instead of those of the small rooms
                  --rounds N           in which all take turns
                  --seconds N          of each measurement
                  --warm-up N          seconds before it
                  --sample N           the load looks into one packet of so many (8)
                  --no-janus           even where it is installed
                  --java-options TEXT  of the server's and the floor's Java machine, separated by blanks
                  --setting KEY=VALUE  more of the server's configuration, as often as wanted
                  --json FILE          everything, for programs
                  --bars               the exit status is 1 when a bar is missed
                Everything in full takes some 80 minutes. See docs/performance.md.
                """).toString();
    }

    /// How this trial is measured.
    Terms terms(Trial trial) {
        return change.apply(quick ? trial.quick() : trial.full());
    }

    /// A trial's own settings, and the user's, which are stronger.
    List<String> settings(List<String> ofTrial) {
        List<String> all = new ArrayList<>(ofTrial);
        all.addAll(moreSettings);
        return all;
    }

    /// @throws IllegalArgumentException with a sentence for the user
    static Choice parse(List<String> typed) {
        ArrayDeque<String> rest = new ArrayDeque<>(typed);
        List<Trial> trials = new ArrayList<>(Trials.ALL);
        List<UnaryOperator<Terms>> changes = new ArrayList<>();
        List<UnaryOperator<Trial>> loads = new ArrayList<>();
        List<String> javaOptions = List.of();
        List<String> settings = new ArrayList<>();
        Optional<Path> json = Optional.empty();
        boolean janus = JanusContender.isInstalled();
        boolean quick = false;
        boolean bars = false;
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--quick" -> quick = true;
                case "--only" -> trials = named(argument(option, rest));
                case "--viewers" -> {
                    int viewers = whole(option, rest);
                    loads.add(trial -> trial.loaded(load -> load.isWebinar() ? load.withViewers(viewers) : load));
                }
                case "--rooms" -> {
                    int rooms = whole(option, rest);
                    loads.add(trial -> trial.loaded(load -> load.rooms() > 1 ? load.withRooms(rooms) : load));
                }
                case "--rounds" -> {
                    int rounds = whole(option, rest);
                    changes.add(terms -> terms.withRounds(rounds));
                }
                case "--seconds" -> {
                    int seconds = whole(option, rest);
                    changes.add(terms -> terms.withSeconds(seconds));
                }
                case "--warm-up" -> {
                    int seconds = whole(option, rest);
                    changes.add(terms -> terms.withWarmUp(seconds));
                }
                case "--sample" -> {
                    int sample = whole(option, rest);
                    changes.add(terms -> terms.withSample(sample));
                }
                case "--no-janus" -> janus = false;
                case "--java-options" ->
                    javaOptions = List.of(argument(option, rest).split(" ", -1));
                case "--setting" -> settings.add(argument(option, rest));
                case "--json" -> json = Optional.of(Path.of(argument(option, rest)));
                case "--bars" -> bars = true;
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        boolean withJanus = janus;
        boolean brief = quick;
        loads.add(trial -> trial.only(entrant -> takesPart(entrant, withJanus, brief)));
        loads.forEach(trials::replaceAll);
        return new Choice(trials, quick, all(changes), JAR, javaOptions, settings, json, bars);
    }

    /// The short form has no time for the setting of Janus that was never the better one.
    private static boolean takesPart(Entrant entrant, boolean janus, boolean quick) {
        return switch (entrant.server()) {
            case Entrant.Server.Janus(int eventLoops) -> janus && (eventLoops > 0 || !quick);
            default -> true;
        };
    }

    private static UnaryOperator<Terms> all(List<UnaryOperator<Terms>> changes) {
        return terms -> {
            Terms changed = terms;
            for (UnaryOperator<Terms> change : changes) {
                changed = change.apply(changed);
            }
            return changed;
        };
    }

    private static List<Trial> named(String names) {
        List<Trial> named = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            named.add(Trials.of(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "there is no trial \"" + name + "\"; there are " + Trials.names())));
        }
        return named;
    }

    private static String argument(String option, ArrayDeque<String> rest) {
        if (rest.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return rest.remove();
    }

    private static int whole(String option, ArrayDeque<String> rest) {
        String text = argument(option, rest);
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new IllegalArgumentException(option + " needs a whole number above 0, not " + text);
        }
        return Integer.parseInt(text);
    }
}
