package io.plenum.loadtest.cli;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.PlenumVenue;
import io.plenum.loadtest.report.HtmlReport;
import io.plenum.loadtest.report.JsonReport;
import io.plenum.loadtest.report.TextReport;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.LoadTest;
import io.plenum.loadtest.run.ProcessOfPort;
import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.Progress;
import io.plenum.loadtest.run.Result;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.ServerProbe;
import io.plenum.loadtest.run.Step;
import io.plenum.loadtest.scenario.Scenario;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// From what the user typed to a verdict.
public final class Command {
    private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";
    private static final int MOST_THREADS = 256;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;

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
            help.append(option.help());
        }
        return help.append("""

                Ends with 0 when every bar is met and everybody got in, with 1 when not. See docs/loadtest.md.
                """).toString();
    }

    /// True when every bar is met and everybody got in.
    ///
    /// @param out takes the lines of the progress and of the report
    public static boolean run(List<String> typed, Consumer<String> out) throws WrongUsage, IOException {
        Arguments arguments = Arguments.parse(typed);
        Scenario scenario = Plan.scenario(arguments);
        List<Bar> bars = Bars.of(arguments);
        URI server = server(arguments);
        int threads = arguments.whole(Option.THREADS, 1, 1, MOST_THREADS);
        ServerProbe probe = probe(arguments, server);
        Result result;
        try (Crowd crowd = Crowd.start(vertx -> new PlenumVenue(vertx, signaling(server)), threads, scenario.seed())) {
            result = LoadTest.run(scenario, crowd, probe, new Lines(out), bars);
        }
        out.accept("");
        out.accept(TextReport.of(result, bars));
        write(arguments.text(Option.JSON), JsonReport.of(result, bars));
        write(arguments.text(Option.HTML), HtmlReport.of(result, bars));
        return result.failed() == 0 && bars.stream().allMatch(bar -> bar.isMetBy(result));
    }

    private static URI server(Arguments arguments) throws WrongUsage {
        String text = arguments.text(Option.SERVER).orElse(DEFAULT_SERVER);
        try {
            URI server = new URI(text);
            if (server.getHost() == null || !List.of("http", "https").contains(server.getScheme())) {
                throw new WrongUsage("--server must be an http or https address, not " + text);
            }
            return server;
        } catch (URISyntaxException e) {
            throw new WrongUsage("--server: " + e.getMessage());
        }
    }

    private static int port(URI server) {
        if (server.getPort() > 0) {
            return server.getPort();
        }
        return server.getScheme().equals("https") ? HTTPS : HTTP;
    }

    private static URI signaling(URI server) {
        String scheme = server.getScheme().equals("https") ? "wss" : "ws";
        return URI.create(scheme + "://" + server.getHost() + ":" + port(server) + "/ws");
    }

    private static ServerProbe probe(Arguments arguments, URI server) throws WrongUsage, UnknownHostException {
        if (arguments.text(Option.SERVER_PID).isPresent()) {
            return new ProcessProbe(arguments.whole(Option.SERVER_PID, 0, 1, Integer.MAX_VALUE));
        }
        if (!InetAddress.getByName(server.getHost()).isLoopbackAddress()) {
            return ServerProbe.NONE;
        }
        OptionalLong pid = ProcessOfPort.find(port(server));
        return pid.isPresent() ? new ProcessProbe(pid.getAsLong()) : ServerProbe.NONE;
    }

    private static void write(Optional<String> file, String content) throws IOException {
        if (file.isPresent()) {
            Files.writeString(Path.of(file.get()), content);
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
