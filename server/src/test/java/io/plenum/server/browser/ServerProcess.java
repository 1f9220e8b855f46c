package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The runnable jar, started as its users start it. Owned by one test thread.
final class ServerProcess implements AutoCloseable {
    /// Of the private network that `src/test/netns/bin/java` makes.
    static final String ADDRESS = "192.0.2.10";

    /// Candidates that everybody can use: Firefox ignores loopback ones, and other clients know only the network's.
    private static final List<String> BIND = List.of("--bind", "loopback," + ADDRESS);

    private static final int ANY_PORT = 0;

    /// The promise is 3 s; a busy machine of two cores gets more before the test gives up.
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Pattern COMPLAINT = Pattern.compile("\\b(ERROR|SEVERE)\\b|Exception\\b|\\bat [a-z]\\S+\\(");

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<String> log = new ArrayList<>();
    private final int httpPort;
    private final int udpPort;
    private final Process process;
    private final Thread atExit;
    private final Thread logReader;

    /// One that takes any UDP ports, one for each shard.
    ServerProcess() {
        this(BIND, ANY_PORT);
    }

    /// One that listens where it does when nobody says otherwise.
    static ServerProcess bindingAsUsual() {
        return new ServerProcess(List.of(), ANY_PORT);
    }

    /// One that has a single port for all media, as somebody needs it who passes on to one place, or sends there.
    static ServerProcess onOnePort() {
        return new ServerProcess(
                Stream.concat(BIND.stream(), Stream.of("--shards", "1")).toList(), freeUdpPort());
    }

    private ServerProcess(List<String> options, int udpPort) {
        httpPort = freeTcpPort();
        this.udpPort = udpPort;
        process = start(options);
        atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
        logReader = Thread.startVirtualThread(this::readLog);
        Await.until("the server is ready: " + log(), START_LIMIT, this::ready, ready -> ready || !process.isAlive());
        assertTrue(process.isAlive(), this::log);
    }

    private Process start(List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@" + System.getProperty("plenum.java.options"),
                "-jar",
                System.getProperty("plenum.jar"),
                "--http-port",
                Integer.toString(httpPort),
                "--udp-port",
                Integer.toString(udpPort)));
        command.addAll(options);
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI page(String path) {
        return URI.create("http://127.0.0.1:" + httpPort + path);
    }

    /// Of a server on one port.
    int udpPort() {
        assertNotEquals(ANY_PORT, udpPort, "the server was given no port");
        return udpPort;
    }

    /// The whole answer to a GET, which must be 200.
    String get(String path) {
        HttpResponse<String> response = send(HttpRequest.newBuilder(page(path)).build());
        assertEquals(200, response.statusCode(), response::body);
        return response.body();
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// The sum of all series of a metric whose labels contain `label`.
    double metric(String name, String label) {
        return get("/metrics")
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(label))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String log() {
        synchronized (log) {
            return String.join("\n", log);
        }
    }

    /// Ends it as an operator does, and holds it to a clean end and a log without complaints.
    void stopCleanly() {
        process.toHandle().destroy(); // Process.destroy would close what we read as well
        try (this) {
            assertTrue(process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS), "it does not stop");
            assertTrue(logReader.join(STOP_LIMIT), "its log does not end");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        assertEquals(0, process.exitValue(), this::log);
        List<String> complaints =
                log().lines().filter(line -> COMPLAINT.matcher(line).find()).toList();
        assertEquals(List.of(), complaints);
    }

    private boolean ready() {
        try {
            HttpRequest request = HttpRequest.newBuilder(page("/ready")).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // nobody listens yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void readLog() {
        try (var lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (log) {
                    log.add(line);
                }
            }
        } catch (IOException e) {
            assert !process.isAlive() : e; // killed: the stream was closed under our hands
        }
    }

    private static int freeTcpPort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freeUdpPort() {
        try (DatagramSocket socket = new DatagramSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        Runtime.getRuntime().removeShutdownHook(atExit);
        http.shutdownNow();
    }
}
