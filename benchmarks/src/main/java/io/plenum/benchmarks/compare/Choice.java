package io.plenum.benchmarks.compare;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the user asked for.
///
/// @param janusEventLoops its settings to be tried
/// @param javaOptions of the server and of the floor
/// @param bars whether a missed bar is a failure
record Choice(
        List<Workload> workloads,
        int rounds,
        Terms terms,
        boolean janus,
        List<Integer> janusEventLoops,
        Path jar,
        List<String> javaOptions,
        Optional<Path> json,
        boolean bars) {
    static final String HELP = """
            Compares Plenum with the floor (encrypting and sending, nothing else) and with Janus, in one run.

              ./plenum bench [options]

              --quick              one round of the webinar, shorter: some two minutes
              --only NAME[,…]      of webinar, meeting, rooms (all)
              --viewers N          of the webinar (200)
              --rooms N            of the rooms of four (100)
              --rounds N           in which all take turns (3)
              --seconds N          of each measurement (15)
              --warm-up N          seconds before it (10)
              --sample N           the load looks into one packet of so many (8)
              --no-janus           even where it is installed
              --java-options TEXT  of the server's and the floor's Java machine, separated by blanks
              --json FILE          everything, for programs
              --bars               the exit status is 1 when a bar is missed

            See docs/performance.md.
            """;

    private static final Path JAR = Path.of("server/target/plenum.jar");

    /// @throws IllegalArgumentException with a sentence for the user
    static Choice parse(List<String> typed) {
        ArrayDeque<String> rest = new ArrayDeque<>(typed);
        List<Workload> workloads = new ArrayList<>(Workload.ALL);
        List<Integer> eventLoops = List.of(0, 2);
        List<String> javaOptions = List.of();
        Optional<Path> json = Optional.empty();
        boolean janus = JanusContender.isInstalled();
        boolean bars = false;
        int rounds = 3;
        int seconds = 15;
        int warmUp = 10;
        int sample = 8;
        while (!rest.isEmpty()) {
            String option = rest.remove();
            switch (option) {
                case "--quick" -> {
                    workloads = new ArrayList<>(List.of(Workload.WEBINAR));
                    eventLoops = List.of(2);
                    rounds = 1;
                    seconds = 10;
                    warmUp = 8;
                }
                case "--only" -> workloads = named(argument(option, rest));
                case "--viewers" -> {
                    int viewers = whole(option, rest);
                    workloads.replaceAll(each -> each.viewers() > 0 ? each.withViewers(viewers) : each);
                }
                case "--rooms" -> {
                    int rooms = whole(option, rest);
                    workloads.replaceAll(each -> each.rooms() > 1 ? each.withRooms(rooms) : each);
                }
                case "--rounds" -> rounds = whole(option, rest);
                case "--seconds" -> seconds = whole(option, rest);
                case "--warm-up" -> warmUp = whole(option, rest);
                case "--sample" -> sample = whole(option, rest);
                case "--no-janus" -> janus = false;
                case "--java-options" ->
                    javaOptions = List.of(argument(option, rest).split(" ", -1));
                case "--json" -> json = Optional.of(Path.of(argument(option, rest)));
                case "--bars" -> bars = true;
                default -> throw new IllegalArgumentException("there is no option " + option);
            }
        }
        Terms terms = new Terms(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), sample);
        return new Choice(workloads, rounds, terms, janus, eventLoops, JAR, javaOptions, json, bars);
    }

    private static List<Workload> named(String names) {
        List<Workload> named = new ArrayList<>();
        for (String name : names.split(",", -1)) {
            named.add(
                    Workload.of(name).orElseThrow(() -> new IllegalArgumentException("there is no workload " + name)));
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
