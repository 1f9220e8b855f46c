package io.plenum.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.cli.Command;
import io.plenum.server.PlenumServer;
import io.plenum.server.StartFailure;
import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.WrongSetting;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestTest {
    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private PlenumServer server;

    @BeforeEach
    void start() throws StartFailure, WrongSetting {
        Map<String, String> anyPorts = Map.of("PLENUM_HTTP_PORT", "0", "PLENUM_UDP_PORT", "0");
        server = PlenumServer.start(Configuration.load(CommandLine.parse(List.of()), anyPorts), "test");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWebinarArrivesWhole() throws Exception {
        assertTrue(run("webinar", "--viewers", "4", "--kbps", "300"), () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertTrue(total.getLong("packets") > 4 * 30, total::encode);
        assertArrivedWhole(total);
        assertTrue(Files.readString(folder.resolve("result.html")).contains("<svg"));
    }

    @Test
    void aMeetingOfLayeredCamerasIsDecodable() throws Exception {
        assertTrue(
                run("meeting", "--people", "3", "--camera", "vp9-svc", "--kbps", "300", "--check", "3"),
                () -> lines.toString());
        assertArrivedWhole(result().getJsonObject("total"));
        assertFalse(lines.toString().contains("violations"), () -> lines.toString());
    }

    @Test
    void peopleComeAndGoBehindBadNetworks() throws Exception {
        assertTrue(
                run("churn", "--people", "2", "--churn", "2", "--stay", "1", "--kbps", "100", "--network", "lte=50"),
                () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertTrue(total.getLong("packets") > 0, total::encode);
        assertEquals(0, total.getLong("damaged") + total.getLong("strange"), total::encode);
    }

    @Test
    void aBarThatIsMissedIsNoSuccess() throws Exception {
        assertFalse(run("webinar", "--viewers", "1", "--kbps", "100", "--max-p50-ms", "0.001"));
        assertTrue(lines.toString().contains("MISSED"), () -> lines.toString());
    }

    private boolean run(String... typed) throws Exception {
        String[] rest = {
            "--server",
            "http://127.0.0.1:" + server.httpAddresses().getFirst().getPort(),
            "--warm-up",
            "0.2",
            "--duration",
            "1.5",
            "--json",
            folder.resolve("result.json").toString(),
            "--html",
            folder.resolve("result.html").toString()
        };
        return Command.run(Stream.of(typed, rest).flatMap(Stream::of).toList(), lines::add);
    }

    private JsonObject result() throws IOException {
        return new JsonObject(Files.readString(folder.resolve("result.json")));
    }

    private static void assertArrivedWhole(JsonObject total) {
        for (String count : List.of("duplicates", "damaged", "strange")) {
            assertEquals(0, total.getLong(count), total::encode);
        }
    }
}
