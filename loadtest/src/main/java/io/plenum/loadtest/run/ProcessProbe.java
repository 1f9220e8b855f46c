package io.plenum.loadtest.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// A process of this machine, by Linux' `/proc`.
public final class ProcessProbe implements ServerProbe {
    /// `USER_HZ`: 100 on every architecture that Java runs on.
    private static final long TICK_NANOS = 10_000_000L;

    /// Fields of `/proc/PID/stat` (proc(5)), counted after the command's closing bracket, which may hold anything.
    private static final int USER_TIME = 11;

    private static final int SYSTEM_TIME = 12;
    private static final int THREADS = 17;

    private static final String RESIDENT = "VmRSS:";
    private static final long KILO = 1_024;

    private final long pid;
    private final Path folder;
    private final String command;

    public ProcessProbe(long pid) {
        this.pid = pid;
        folder = Path.of("/proc", Long.toString(pid));
        command = command(folder);
    }

    private static String command(Path folder) {
        try {
            return Files.readString(folder.resolve("comm")).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /// What it was started from, as the kernel calls it: the file's name, or its first 15 letters. Empty when it was
    /// gone before it was looked at.
    public String command() {
        return command;
    }

    @Override
    public String name() {
        return command + " (PID " + pid + ")";
    }

    @Override
    public CompletableFuture<Optional<ServerReading>> look() {
        return CompletableFuture.completedFuture(read());
    }

    /// The same at once.
    public Optional<ServerReading> read() {
        try (Stream<Path> open = Files.list(folder.resolve("fd"))) {
            String stat = Files.readString(folder.resolve("stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            long ticks = Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME]);
            return Optional.of(new ServerReading(
                    ticks * TICK_NANOS, resident(), Integer.parseInt(fields[THREADS]), (int) open.count()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private double resident() throws IOException {
        for (String line : Files.readAllLines(folder.resolve("status"))) {
            if (line.startsWith(RESIDENT)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * KILO;
            }
        }
        return Double.NaN;
    }
}
