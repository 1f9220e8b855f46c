package io.plenum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.ServerConfig;
import io.plenum.server.config.WrongSetting;
import io.plenum.server.support.TestServers;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The real wiring, without a browser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlenumServerTest {
    private final HttpClient client = HttpClient.newHttpClient();
    private PlenumServer server = TestServers.start();

    @BeforeAll
    void itListens() {
        assertTrue(server.httpAddresses().getFirst().getPort() > 0);
        assertFalse(server.mediaAddresses().isEmpty());
    }

    @AfterAll
    void close() {
        client.close();
        server.close();
    }

    @Test
    void itIsHealthyAndReady() throws Exception {
        assertEquals(200, get("/health").statusCode());
        assertEquals(200, get("/ready").statusCode());
    }

    @Test
    void metricsShowTheShardAndNobodyInIt() throws Exception {
        HttpResponse<String> metrics = get("/metrics");
        assertEquals(200, metrics.statusCode());
        assertTrue(metrics.body().contains("\nplenum_participants 0.0\n"), metrics.body());
        assertTrue(metrics.body().contains("\nplenum_links{shard=\"0\"} 0.0\n"), metrics.body());
        assertTrue(metrics.body().contains("\nplenum_loop_lag_seconds_count{shard=\"0\"} "), metrics.body());
    }

    /// The table in docs/operations.md names every metric, and none that is not.
    @Test
    void everyMetricIsExplained() throws Exception {
        String table = Files.readString(Path.of("..", "docs", "operations.md"))
                .lines()
                .filter(line -> line.startsWith("| `plenum_"))
                .map(line -> line.split("\\|", 3)[1])
                .collect(Collectors.joining());
        assertEquals(found("# TYPE (plenum_\\w+) ", get("/metrics").body()), found("`(plenum_\\w+)`", table));
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/r/standup"})
    void thePageIsServed(String path) throws Exception {
        HttpResponse<String> page = get(path);
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<script type=\"module\""), page.body());
        assertTrue(page.headers().firstValue("Content-Security-Policy").isPresent());
    }

    @Test
    void everythingThePageNamesIsThere() throws Exception {
        List<String> named = named(get("/").body());
        assertTrue(named.size() >= 2, named.toString());
        for (String path : named) {
            assertEquals(200, get(path).statusCode(), path);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/whip/room, application/sdp, no sdp, 400",
        "/whep/room, application/sdp, no sdp, 400",
        "/whip/room, application/json, {}, 415",
        "/whip/bad%20room, application/sdp, v=0, 400"
    })
    void badOffersAreRefused(String path, String type, String body, int status) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals(status, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"code\""), response.body());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertEquals(404, get("/nothing").statusCode());
    }

    @Test
    void aTcpPortInUseIsSaidPlainly() throws Exception {
        try (ServerSocketChannel taken = ServerSocketChannel.open()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = ((InetSocketAddress) taken.getLocalAddress()).getPort();
            String message = refusal(Map.of("PLENUM_HTTP_PORT", Integer.toString(port), "PLENUM_UDP_PORT", "0"));
            assertTrue(message.contains("TCP port " + port + " of 127.0.0.1"), message);
            assertTrue(message.contains("http.port"), message);
        }
    }

    @Test
    void aUdpPortInUseIsSaidPlainly() throws Exception {
        try (DatagramChannel taken = DatagramChannel.open()) {
            taken.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
            int port = ((InetSocketAddress) taken.getLocalAddress()).getPort();
            String message = refusal(Map.of("PLENUM_HTTP_PORT", "0", "PLENUM_UDP_PORT", Integer.toString(port)));
            assertTrue(message.contains(Integer.toString(port)), message);
            assertTrue(message.endsWith("(media.udp-port, media.bind)"), message);
        }
    }

    @Test
    void ofAUdpPortInUseThatNobodyNamedItIsSaidWhoWantsIt() throws Exception {
        try (DatagramChannel taken = behindAFreePort()) {
            int second = ((InetSocketAddress) taken.getLocalAddress()).getPort();
            int first = second - 1;
            String message = refusal(Map.of(
                    "PLENUM_HTTP_PORT",
                    "0",
                    "PLENUM_BIND",
                    "127.0.0.1",
                    "PLENUM_UDP_PORT",
                    Integer.toString(first),
                    "PLENUM_SHARDS",
                    "2"));
            assertTrue(message.startsWith("cannot listen on UDP [/127.0.0.1:" + second + "]"), message);
            assertTrue(
                    message.endsWith("(each of the 2 shards takes a port, together " + first + "-" + second
                            + ": free them all, move them by media.udp-port, or have fewer by media.shards)"),
                    message);
        }
    }

    private static DatagramChannel behindAFreePort() throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        while (true) {
            DatagramChannel taken = DatagramChannel.open().bind(new InetSocketAddress(here, 0));
            int before = ((InetSocketAddress) taken.getLocalAddress()).getPort() - 1;
            try (DatagramChannel free = DatagramChannel.open()) {
                free.bind(new InetSocketAddress(here, before));
                return taken;
            } catch (BindException e) {
                taken.close();
            }
        }
    }

    @Test
    void closingLeavesNoThreadThatKeepsTheProcessAlive() throws Exception {
        Set<Thread> before = lastingThreads();
        try (PlenumServer other = TestServers.start()) {
            assertFalse(other.httpAddresses().isEmpty());
        }
        Set<Thread> left = lastingThreads();
        left.removeAll(before);
        for (Thread thread : left) {
            // Netty's own helper ends by itself a second after its last task.
            assertTrue(thread.join(Duration.ofSeconds(10)), thread.getName());
        }
    }

    @Test
    void aServerThatDrainsSaysSoAndLetsItsMeetingsGoOn() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (PlenumServer other = TestServers.start()) {
            int port = TestServers.port(other);
            WebSocket ann = join(port, heard);
            assertTrue(next(heard).contains("\"joined\""));
            other.drain();
            HttpRequest ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
                    .build();
            assertEquals(
                    503,
                    client.send(ready, HttpResponse.BodyHandlers.ofString()).statusCode());
            BlockingQueue<String> refused = new LinkedBlockingQueue<>();
            join(port, refused);
            assertTrue(next(refused).contains("\"shutting-down\""));
            ann.sendText("{\"type\":\"ping\"}", true).get(10, TimeUnit.SECONDS);
            assertTrue(next(heard).contains("\"pong\""));
        }
    }

    private WebSocket join(int port, BlockingQueue<String> heard) throws Exception {
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), new Ear(heard))
                .get(10, TimeUnit.SECONDS);
        socket.sendText("{\"type\":\"join\",\"v\":1,\"room\":\"standup\",\"name\":\"Ann\"}", true)
                .get(10, TimeUnit.SECONDS);
        return socket;
    }

    @Test
    void closingTellsThoseWhoAreIn() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        PlenumServer other = TestServers.start();
        try {
            join(TestServers.port(other), heard);
            assertTrue(next(heard).contains("\"joined\""));
        } finally {
            other.close();
        }
        assertTrue(next(heard).contains("\"shutting-down\""));
    }

    private static String next(BlockingQueue<String> heard) throws InterruptedException {
        String message = heard.poll(10, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("nothing was said");
        }
        return message;
    }

    /// Collects whole messages.
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard;
        private final StringBuilder message = new StringBuilder();

        Ear(BlockingQueue<String> heard) {
            this.heard = heard;
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                heard.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private static Set<Thread> lastingThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.isAlive() && !thread.isDaemon())
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static List<String> named(String page) {
        return page.lines()
                .flatMap(line -> Pattern.compile("(?:href|src)=\"(/[^\"]+)\"")
                        .matcher(line)
                        .results())
                .map(match -> match.group(1))
                .toList();
    }

    private static String refusal(Map<String, String> environment) throws WrongSetting {
        ServerConfig config = config(environment);
        String message = assertThrows(StartFailure.class, () -> PlenumServer.start(config, "test"))
                .getMessage();
        return message == null ? "" : message;
    }

    private static ServerConfig config(Map<String, String> environment) throws WrongSetting {
        return Configuration.load(CommandLine.parse(List.of()), environment);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + TestServers.port(server) + path);
    }
}
