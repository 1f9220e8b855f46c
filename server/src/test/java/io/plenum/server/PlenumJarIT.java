package io.plenum.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The runnable jar as a process: what it prints, and how it ends.
@Timeout(120)
class PlenumJarIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void itSaysItsVersion() throws Exception {
        Ended ended = run("--version");
        assertEquals(0, ended.status());
        assertTrue(ended.output().startsWith("Plenum 0"), ended.output());
    }

    @Test
    void itExplainsItself() throws Exception {
        Ended ended = run("--help");
        assertEquals(0, ended.status());
        assertTrue(ended.output().contains("--http-port PORT"), ended.output());
    }

    @Test
    void aWrongOptionIsOneLine() throws Exception {
        assertEquals(new Ended(2, "plenum: there is no option --prot; --help lists them\n"), run("--prot", "1"));
    }

    @Test
    void aWrongValueIsOneLine() throws Exception {
        assertEquals(
                new Ended(2, "plenum: http.port = x (--http-port): must be a whole number from 0 to 65535\n"),
                run("--http-port", "x"));
    }

    @Test
    void aPortInUseIsOneLine() throws Exception {
        try (ServerSocketChannel taken = ServerSocketChannel.open()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = ((InetSocketAddress) taken.getLocalAddress()).getPort();
            Ended ended = run("--http-port", Integer.toString(port), "--udp-port", "0");
            assertEquals(1, ended.status(), ended.output());
            // What the log says before, of how media travels, is no part of the complaint.
            List<String> complaint = ended.output()
                    .lines()
                    .filter(line -> !line.contains(" INFO "))
                    .toList();
            assertEquals(1, complaint.size(), ended.output());
            assertTrue(complaint.getFirst().startsWith("plenum: cannot listen on TCP port " + port), ended.output());
        }
    }

    @Test
    void askedToEndItEndsInOrderAndLeavesNothingBehind() throws Exception {
        Process process = start("--http-port", "0", "--udp-port", "0");
        List<String> log = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            readUntil("ready in", lines, log);
            process.toHandle().destroy(); // Process.destroy would close what we read as well
            lines.lines().forEach(log::add);
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.waitFor(), log.toString());
        assertTrue(log.getLast().endsWith(" closed"), log.toString());
        assertFalse(log.stream().anyMatch(line -> line.contains(" WARN ") || line.contains(" ERROR ")), log.toString());
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(), files.toList());
        }
    }

    private static void readUntil(String mark, BufferedReader lines, List<String> log) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            log.add(line);
            if (line.contains(mark)) {
                return;
            }
        }
        throw new AssertionError("ended without \"" + mark + "\": " + log);
    }

    private record Ended(int status, String output) {}

    private Ended run(String... arguments) throws IOException, InterruptedException {
        Process process = start(arguments);
        try {
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            return new Ended(process.exitValue(), output);
        } finally {
            process.destroyForcibly();
        }
    }

    /// In a folder of its own, without the settings of whoever runs the tests.
    private Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("plenum.java.options"),
                "-jar",
                System.getProperty("plenum.jar")));
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("PLENUM_"));
        return builder.start();
    }
}
