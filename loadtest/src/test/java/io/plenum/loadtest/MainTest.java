package io.plenum.loadtest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How the program ends where there is no server; with one, see the server's `LoadTestTest`.
class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpIsNoFailure() {
        assertEquals(0, run("webinar", "--help"));
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("--max-p99-ms"));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void whatCannotBeUsedIsTwo() {
        assertEquals(2, run());
        assertEquals(2, run("webinar", "--colour", "red"));
        assertEquals(2, run("webinar", "--max-p99-ms", "low"));
        assertEquals(2, run("webinar", "--json", "/does/not/exist/result.json"));
        assertEquals("", out.toString(StandardCharsets.UTF_8));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("plenum loadtest: there is no option --colour"));
    }

    @Test
    void whatCannotBeMeasuredIsThree() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertEquals(3, run("webinar", "--server", "http://127.0.0.1:" + free));
        String said = err.toString(StandardCharsets.UTF_8);
        assertTrue(said.startsWith("plenum loadtest: nobody can join: "), said);
    }

    @Test
    void theStatusIsTheProcesss() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "party")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor(), said);
        assertTrue(said.contains("there is no test \"party\""), said);
    }

    private int run(String... typed) {
        return Main.run(
                List.of(typed),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
