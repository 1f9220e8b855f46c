package io.plenum.signaling.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Secret;
import io.plenum.signaling.support.Patience;
import io.plenum.signaling.support.TestServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Under which names of the server its pages are its own.
class OriginPolicyTest {
    private static final SignalingConfig CLOSED = new SignalingConfig(
            TestServer.OPEN.http(),
            TestServer.OPEN.rooms(),
            Optional.of(new Secret("a secret of at least 32 characters")),
            TestServer.OPEN.times());

    /// The name of a stranger may lead to us: DNS rebinding.
    @ParameterizedTest
    @CsvSource({
        "localhost:8080, http://localhost:8080, 204",
        "LOCALHOST:8080, http://localhost:8080, 204",
        "127.0.0.1:8080, http://127.0.0.1:8080, 204",
        "[::1]:8080, http://[::1]:8080, 204",
        "192.0.2.7, http://192.0.2.7, 204",
        "rebound.example:8080, http://rebound.example:8080, 403",
        "localhost.rebound.example, http://localhost.rebound.example, 403",
        "127.0.0.1.rebound.example, http://127.0.0.1.rebound.example, 403",
        "localhost:8080, http://localhost:8081, 403",
        "meet.example, https://meet.example, 204"
    })
    void inOpenModeOnlyUnderOneThatNoNameServerGivesOut(String host, String origin, int status) throws IOException {
        assertEquals(status, status(TestServer.OPEN, host, origin));
    }

    @ParameterizedTest
    @CsvSource({
        "plenum.example:8080, http://plenum.example:8080, 204",
        "plenum.example, https://plenum.example, 204",
        "plenum.example, https://other.example, 403"
    })
    void withTokensUnderAnyOfItsOwn(String host, String origin, int status) throws IOException {
        assertEquals(status, status(CLOSED, host, origin));
    }

    private static int status(SignalingConfig config, String host, String origin) throws IOException {
        String preflight = "OPTIONS /whip/standup HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\n\r\n";
        try (TestServer server = new TestServer(config);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) (Patience.SECONDS * 1_000));
            socket.getOutputStream().write(preflight.getBytes(StandardCharsets.US_ASCII));
            String reply = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
            return Integer.parseInt(String.valueOf(reply).split(" ", 3)[1]);
        }
    }
}
