package io.plenum.loadtest.cli;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.report.HtmlReport;
import io.plenum.loadtest.report.JsonReport;
import io.plenum.loadtest.report.Setting;
import io.plenum.loadtest.report.TextReport;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.LoadTest;
import io.plenum.loadtest.run.Progress;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.Step;
import io.plenum.loadtest.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/// From what the user typed to a verdict.
public final class Command {
    private static final int MOST_THREADS = 256;

    private Command() {}

    public static String help() {
        StringBuilder help = new StringBuilder("""
                Puts synthetic participants on a server and measures what they get.

                  ./plenum loadtest KIND [options]

                """);
        for (Kind kind : Kind.values()) {
            help.append(kind.help());
        }
        help.append(System.lineSeparator());
        for (Option option : Option.values()) {
            help.append(option.line());
        }
        return help.append("""

                Ends with 0 when every bar is met, everybody got in and stayed, and no packet was wrong, with 1 when not; with
                2 for a wrong option, with 3 when nothing could be measured. See docs/loadtest.md.
                """).toString();
    }

    /// True when every rule is kept and every bar met; of a ramp, when enough participants hold.
    ///
    /// @param out takes the lines of the progress and of the report
    public static boolean run(List<String> typed, Consumer<String> out) throws WrongUsage, IOException {
        Request request = Request.parse(typed);
        Arguments<Option> arguments = request.arguments();
        Scenario scenario = Plan.scenario(request);
        List<Bar> bars = Bars.of(request);
        Target target = Target.of(arguments);
        int least = arguments.whole(Option.MIN_HELD, 1, 0, Integer.MAX_VALUE);
        int threads = arguments.whole(Option.THREADS, 1, 1, MOST_THREADS);
        Optional<Path> json = writable(arguments, Option.JSON);
        Optional<Path> html = writable(arguments, Option.HTML);
        Result result;
        try (Crowd crowd = Crowd.start(target.venue(), threads, scenario.seed())) {
            result = LoadTest.run(scenario, crowd, target.probe(), new Lines(out), bars);
        }
        // A ramp goes on until its bars are missed: that is its result and no failure.
        List<Bar> kept = scenario.ramp().isPresent() ? List.of() : bars;
        out.accept("");
        out.accept(TextReport.of(result, kept));
        write(json, JsonReport.of(result, kept, setting(arguments, threads)));
        write(html, HtmlReport.of(result, kept));
        return result.meets(kept) && (scenario.ramp().isEmpty() || result.held() >= least);
    }

    private static Setting setting(Arguments<Option> arguments, int threads) {
        Map<String, String> recordings = new HashMap<>();
        for (Option option : List.of(Option.AUDIO, Option.VIDEO)) {
            arguments.text(option).ifPresent(file -> recordings.put(option.key(), file));
        }
        return new Setting(Target.addresses(arguments), recordings, threads);
    }

    /// Asked before the test: its result must not be lost.
    private static Optional<Path> writable(Arguments<Option> arguments, Option option) throws WrongUsage {
        Optional<Path> file = arguments.text(option).map(Path::of);
        if (file.isPresent() && !canBeWritten(file.get().toAbsolutePath())) {
            throw new WrongUsage(option.flag() + ": " + file.get() + " cannot be written");
        }
        return file;
    }

    private static boolean canBeWritten(Path file) {
        return Files.exists(file)
                ? Files.isRegularFile(file) && Files.isWritable(file)
                : Files.isWritable(Objects.requireNonNullElse(file.getParent(), file));
    }

    private static void write(Optional<Path> file, String content) throws IOException {
        if (file.isPresent()) {
            Files.writeString(file.get(), content);
        }
    }

    /// The progress as lines.
    private record Lines(Consumer<String> out) implements Progress {
        @Override
        public void phase(String what) {
            out.accept("-- " + what);
        }

        @Override
        public void sample(Sample sample) {
            out.accept(TextReport.line(sample));
        }

        @Override
        public void step(Step step) {
            out.accept("-- " + TextReport.line(step));
        }
    }
}
