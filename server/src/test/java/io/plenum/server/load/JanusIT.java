package io.plenum.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.cli.Command;
import io.plenum.server.browser.Needs;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Load on a real Janus, as Debian packages it. It gathers no loopback address, so it runs in a network that leads
/// nowhere.
class JanusIT {
    private static final String PROGRAM = "janus";
    private static final int PORT = 8_188;
    private static final int PATIENCE_SECONDS = 20;

    /// Of the private network.
    private static final String ADDRESS = "192.0.2.10";

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private @Nullable Process janus;

    @BeforeEach
    void start() throws IOException {
        Needs.privateNetwork();
        Needs.program(PROGRAM);
        Files.writeString(folder.resolve("janus.jcfg"), """
                general: {
                    debug_level = 2
                    admin_secret = "of no use to anybody"
                }
                nat: {
                    ice_lite = true
                    ice_enforce_list = "%s"
                }
                plugins: {
                    disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,\
                libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,\
                libjanus_videocall.so,libjanus_voicemail.so"
                }
                transports: {
                    disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,\
                libjanus_rabbitmq.so"
                }
                """.formatted(ADDRESS));
        Files.writeString(folder.resolve("janus.transport.websockets.jcfg"), """
                general: {
                    ws = true
                    ws_port = %d
                    ws_ip = "127.0.0.1"
                    wss = false
                }
                """.formatted(PORT));
        Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: {\n}\n");
        janus = new ProcessBuilder(PROGRAM, "-F", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        awaitSocket(janus);
    }

    private void awaitSocket(Process started) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!listens()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("Janus does not listen: " + Files.readString(folder.resolve("log")));
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    private static boolean listens() {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), PORT)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws InterruptedException {
        Process started = janus;
        if (started != null) {
            started.destroy();
            assertTrue(started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "Janus does not end");
        }
    }

    @Test
    void aWebinarArrivesWhole() throws Exception {
        JsonObject total = run("webinar", "--viewers", "3", "--kbps", "300", "--check", "3");
        assertTrue(total.getLong("packets") > 3 * 30, total::encode);
        assertFalse(lines.toString().contains("violations"), () -> lines.toString());
    }

    @Test
    void eachOfAMeetingSeesAllOthers() throws Exception {
        JsonObject total = run("meeting", "--people", "2", "--camera", "vp8", "--kbps", "300");
        assertTrue(total.getLong("packets") > 2 * 2 * 30, total::encode);
    }

    private JsonObject run(String... typed) throws Exception {
        Path json = folder.resolve("result.json");
        List<String> all = new ArrayList<>(List.of(typed));
        all.addAll(List.of("--janus", "ws://127.0.0.1:" + PORT, "--warm-up", "0.2", "--duration", "1.5"));
        all.addAll(List.of("--json", json.toString()));
        assertTrue(Command.run(all, lines::add), () -> lines.toString());
        JsonObject total = new JsonObject(Files.readString(json)).getJsonObject("total");
        for (String count : List.of("lost", "duplicates", "damaged", "strange")) {
            assertEquals(0, total.getLong(count), total::encode);
        }
        return total;
    }
}
