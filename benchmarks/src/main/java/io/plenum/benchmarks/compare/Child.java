package io.plenum.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A process that is measured, and that ends with us.
final class Child implements AutoCloseable {
    static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration END_PATIENCE = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 50;

    /// `./plenum bench` runs us under a policy that leaves the processor to others. What is measured has the usual one.
    private static final Path CHANGE_POLICY = Path.of("/usr/bin/chrt");

    private final Process process;
    private final Path log;

    private Child(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// With its output in a file of this folder.
    static Child start(Path folder, List<String> command) throws IOException {
        Path log = folder.resolve("output.log");
        Process process = new ProcessBuilder(underUsualPolicy(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Child child = new Child(process, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return child;
    }

    private static List<String> underUsualPolicy(List<String> command) {
        List<String> whole = new ArrayList<>(command);
        if (Files.isExecutable(CHANGE_POLICY)) {
            whole.addAll(0, List.of(CHANGE_POLICY.toString(), "--other", "0"));
        }
        return whole;
    }

    /// A Java of the same kind as ours.
    static List<String> java(List<String> options, String... rest) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(rest));
        return command;
    }

    long pid() {
        return process.pid();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /// Until it is ready, for so long at most.
    void await(Duration patience, BooleanSupplier ready) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        while (!ready.getAsBoolean()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("a process did not do what was asked:\n" + output());
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
