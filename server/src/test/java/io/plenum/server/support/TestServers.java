package io.plenum.server.support;

import io.plenum.server.PlenumServer;
import io.plenum.server.StartFailure;
import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.ServerConfig;
import io.plenum.server.config.WrongSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// Whole servers on any free ports.
public final class TestServers {
    private static final Map<String, String> ANY_PORTS = Map.of("PLENUM_HTTP_PORT", "0", "PLENUM_UDP_PORT", "0");

    private TestServers() {}

    /// @param settings lines of its configuration; without any all is as by default
    public static PlenumServer start(String... settings) {
        try {
            return PlenumServer.start(config(settings), "test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (StartFailure | WrongSetting e) {
            throw new AssertionError(e);
        }
    }

    /// With so many shards, on each of which a room goes on as soon as it can.
    public static PlenumServer startSpread(int shards) {
        return start("media.shards = " + shards, "spread.participants-per-shard = 1", "spread.busy-percent = 100");
    }

    private static ServerConfig config(String... settings) throws IOException, WrongSetting {
        Path file = Files.createTempFile("plenum", ".conf");
        try {
            Files.writeString(file, String.join("\n", settings));
            return Configuration.load(CommandLine.parse(List.of("--config", file.toString())), ANY_PORTS);
        } finally {
            Files.delete(file);
        }
    }

    /// Where its clients come in.
    public static URI signaling(PlenumServer server) {
        return URI.create("ws://127.0.0.1:" + port(server) + "/ws");
    }

    /// Of HTTP.
    public static int port(PlenumServer server) {
        return server.httpAddresses().getFirst().getPort();
    }
}
