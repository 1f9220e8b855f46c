package io.plenum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.ServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all shards is said once, so that the line which an operator looks for is not lost among equal ones.
class StartLogTest {
    private static final int SHARDS = 4;

    @ParameterizedTest
    @ValueSource(strings = {"media is encrypted by ", "UDP ", "of 4194304 bytes of socket buffer ", "media on UDP "})
    void eachIsSaidOnceForAllShards(String line) throws Exception {
        List<String> lines = start(SHARDS);
        assertEquals(
                1,
                lines.stream()
                        .filter(text -> text.split(" ", 2)[1].startsWith(line))
                        .count(),
                String.join("\n", lines));
    }

    @Test
    void noLineComesWithAShard() throws Exception {
        assertEquals(start(1).size(), start(SHARDS).size());
    }

    private static List<String> start(int shards) throws Exception {
        Map<String, String> environment =
                Map.of("PLENUM_HTTP_PORT", "0", "PLENUM_UDP_PORT", "0", "PLENUM_SHARDS", Integer.toString(shards));
        ServerConfig config = Configuration.load(CommandLine.parse(List.of()), environment);
        try (LogLines log = new LogLines();
                PlenumServer server = PlenumServer.start(config, "test")) {
            StartReport.log(config, server, "test", Duration.ZERO);
            return log.lines();
        }
    }
}
