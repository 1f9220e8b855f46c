package io.plenum.server.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What these tests need of the machine. What is missing skips a test with a plain reason.
public final class Needs {
    /// Set by `src/test/netns/bin/java`: `private`, or why there is no private network.
    private static final String NETWORK =
            System.getenv().getOrDefault("PLENUM_TEST_NETWORK", "not run by netns/bin/java");

    private Needs() {}

    public static void privateNetwork() {
        assumeTrue(NETWORK.equals("private"), NETWORK);
    }

    public static void program(String name) {
        assumeTrue(installed(name), name + " is not installed");
    }

    private static boolean installed(String name) {
        return Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(System.getenv().getOrDefault("PATH", ""))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, name)));
    }
}
