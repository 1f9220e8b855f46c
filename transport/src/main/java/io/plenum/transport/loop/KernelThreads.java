package io.plenum.transport.loop;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntConsumer;

/// This process's threads as Linux knows them: by numbers, and by the first 15 characters of their names. The Java
/// machine's own are among them, which Java does not show.
public final class KernelThreads {
    private static final Path THREADS = Path.of("/proc/self/task");

    private KernelThreads() {}

    /// Whether there is such a list here.
    public static boolean areListed() {
        return Files.isDirectory(THREADS);
    }

    /// Tells the number of each whose name there begins with one of these.
    public static void named(List<String> names, IntConsumer thread) {
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
            for (Path path : threads) {
                if (isNamed(path, names)) {
                    thread.accept(Integer.parseInt(path.getFileName().toString()));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // The list cannot be read: this is no more than a favour.
        }
    }

    private static boolean isNamed(Path thread, List<String> names) {
        try {
            String name = Files.readString(thread.resolve("comm"));
            return names.stream().anyMatch(name::startsWith);
        } catch (IOException e) {
            return false; // it has ended meanwhile
        }
    }
}
