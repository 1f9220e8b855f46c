package io.plenum.server.browser;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A client that is not a browser: one of the Python programs in `src/test/resources/clients`, which reports what it
/// sees and hears in lines of JSON, and leaves when its standard input ends. Owned by one test thread.
final class ForeignClient implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LEAVING = Duration.ofSeconds(20);
    private static final Path PROGRAMS = Path.of("src", "test", "resources", "clients");

    /// Debian's own interpreter, for whom its packages of aiortc and GStreamer are.
    private static final String PYTHON = "/usr/bin/python3";

    private final String program;
    private final Process process;
    private final List<JsonObject> reports = new ArrayList<>();
    private final StringBuilder chatter = new StringBuilder();
    private final Thread atExit;

    private ForeignClient(String program, List<String> arguments) {
        this.program = program;
        List<String> command = new ArrayList<>(
                List.of(PYTHON, PROGRAMS.resolve(program + "_client.py").toString()));
        command.addAll(arguments);
        try {
            process = new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread.startVirtualThread(this::readReports);
        Thread.startVirtualThread(this::readChatter);
    }

    static ForeignClient publish(String program, URI address, Role role) {
        String colour = role.red() + "," + role.green() + "," + role.blue();
        return new ForeignClient(
                program, List.of("publish", address.toString(), colour, Integer.toString(role.tone())));
    }

    static ForeignClient receive(String program, URI address, int audioSlots, int videoSlots) {
        return new ForeignClient(
                program,
                List.of("receive", address.toString(), Integer.toString(audioSlots), Integer.toString(videoSlots)));
    }

    /// Whether the program could run here at all.
    static boolean installed(String... imports) {
        try {
            String script = String.join(
                    "; ", Arrays.stream(imports).map("import "::concat).toList());
            return new ProcessBuilder(PYTHON, "-c", script).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    void awaitConnected() {
        await("is connected", report -> "connected".equals(report.getString("connection")));
    }

    /// Decodes the pictures and the tones of all of these, and of nobody else.
    void awaitSeeingAndHearing(Role... roles) {
        await("sees and hears " + Arrays.toString(roles), report -> shows(report, roles));
    }

    private static boolean shows(JsonObject report, Role... roles) {
        List<JsonObject> tracks = new ArrayList<>();
        report.getJsonArray("tracks", new JsonArray()).forEach(it -> tracks.add((JsonObject) it));
        return Arrays.stream(roles)
                .allMatch(role -> tracks.stream().anyMatch(track -> isPicture(track, role))
                        && tracks.stream().anyMatch(track -> isTone(track, role)));
    }

    private static boolean isPicture(JsonObject track, Role role) {
        return track.getString("kind").equals("video")
                && track.getJsonArray("rgb") != null
                && track.getInteger("frames") > 15
                && track.getJsonArray("size").encode().equals("[320,240]")
                && role.looks(track.getJsonArray("rgb").stream()
                        .map(Integer.class::cast)
                        .toList());
    }

    private static boolean isTone(JsonObject track, Role role) {
        return track.getString("kind").equals("audio") && role.sounds(track.getDouble("tone"));
    }

    /// Leaves with a DELETE; its answer's status.
    int leave() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(LEAVING.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(this + " does not end");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return await("has left", report -> report.containsKey("deleted")).getInteger("deleted");
    }

    private JsonObject await(String what, Predicate<JsonObject> good) {
        return Await.until(this + " " + what, PATIENCE, this::latest, good);
    }

    private JsonObject latest() {
        synchronized (reports) {
            return reports.isEmpty() ? new JsonObject() : reports.getLast();
        }
    }

    private void readReports() {
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (reports) {
                    reports.add(new JsonObject(line));
                }
            }
        } catch (IOException e) {
            assert !process.isAlive() : e; // killed: the stream was closed under our hands
        }
    }

    private void readChatter() {
        try (var lines = process.errorReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (chatter) {
                    chatter.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            assert !process.isAlive() : e; // killed: the stream was closed under our hands
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    @Override
    public String toString() {
        synchronized (chatter) {
            return program + (chatter.isEmpty() ? "" : " which said " + chatter);
        }
    }
}
