package io.plenum.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A browser's processes and its profile directory. Both are gone after [#close()], and at the latest with this
/// JVM.
final class BrowserProcess implements AutoCloseable {
    /// A cold Firefox on a busy machine of two cores took 6 s.
    private static final long START_SECONDS = 60;

    private static final int KEPT_LINES = 200;

    /// Both browsers say where they listen for commands: `DevTools listening on ws://…`, `WebDriver BiDi listening
    /// on …`.
    private static final Pattern LISTENING = Pattern.compile("listening on (ws://\\S+)");

    private final Path profile;
    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final CompletableFuture<URI> address = new CompletableFuture<>();
    private final Thread atExit = new Thread(this::end);

    /// `command` is completed by the profile's path.
    BrowserProcess(List<String> command, Path profile) {
        this.profile = profile;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        Thread.startVirtualThread(this::readOutput);
    }

    /// Where the browser takes commands, as soon as it does.
    URI address() {
        try {
            return address.get(START_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            close();
            throw new IllegalStateException("the browser did not start: " + output(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new IllegalStateException(e);
        }
    }

    String output() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    private void readOutput() {
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                keep(line);
                Matcher listening = LISTENING.matcher(line);
                if (listening.find()) {
                    address.complete(URI.create(listening.group(1)));
                }
            }
            address.completeExceptionally(new IOException("it ended"));
        } catch (IOException e) {
            address.completeExceptionally(e);
        }
    }

    private void keep(String line) {
        synchronized (output) {
            if (output.size() == KEPT_LINES) {
                output.removeFirst();
            }
            output.add(line);
        }
    }

    /// SIGKILL to the browser and all its children, as when a laptop's battery is pulled out.
    void kill() {
        List<ProcessHandle> family = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        family.forEach(ProcessHandle::destroyForcibly);
        family.forEach(member ->
                member.onExit().completeOnTimeout(member, 10, TimeUnit.SECONDS).join());
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        kill();
        deleteProfile();
    }

    private void deleteProfile() {
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A file of a dying process has vanished while we looked: it is gone, as it should be.
            assert e.getMessage() != null;
        }
    }
}
