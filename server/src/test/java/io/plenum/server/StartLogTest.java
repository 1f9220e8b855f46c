package io.plenum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.ServerConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for all shards is said once, so that the line which an operator looks for is not lost among equal ones.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StartLogTest {
    private List<String> ofOneShard = List.of();
    private List<String> ofFour = List.of();

    /// Two servers in one process: each says everything.
    @BeforeAll
    void start() throws Exception {
        ofOneShard = logOf(1);
        ofFour = logOf(4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "media is encrypted by ",
                "UDP ",
                "of 4194304 bytes of socket buffer ",
                "media on UDP ",
                "media takes up to "
            })
    void eachIsSaidOnceForAllShards(String line) {
        assertEquals(1, count(line, ofOneShard), () -> String.join("\n", ofOneShard));
        assertEquals(1, count(line, ofFour), () -> String.join("\n", ofFour));
    }

    private static long count(String line, List<String> log) {
        return log.stream()
                .filter(text -> text.split(" ", 2)[1].startsWith(line))
                .count();
    }

    @Test
    void noLineComesWithAShard() {
        assertEquals(ofOneShard.size(), ofFour.size(), () -> String.join("\n", ofFour));
    }

    private static List<String> logOf(int shards) throws Exception {
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
