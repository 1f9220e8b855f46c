package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.JanusVenue;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Janus, as Debian packages it.
///
/// Debian's libsrtp2 is built on NSS, which makes its ciphers dear, GCM less so. As the DTLS server Janus chooses
/// among what participants offer, GCM first; they have no AES-256, which it would take from a browser.
record JanusContender(InetAddress address, Entrant.Server.Janus settings, Terms terms) implements Contender {
    private static final Path PROGRAM = Path.of("/usr/bin/janus");
    private static final int PORT = 18_188;
    private static final int CONNECT_MILLIS = 200;

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    @Override
    public Measurement measure(Workload workload) throws IOException {
        Path folder = Files.createTempDirectory("janus-bench");
        configure(folder);
        List<String> command = List.of(PROGRAM.toString(), "-F", folder.toString());
        try (Child server = Child.start(folder, command)) {
            server.await(Child.START_PATIENCE, JanusContender::isReady);
            URI socket = URI.create("ws://127.0.0.1:" + PORT);
            return Load.measure(
                    vertx -> new JanusVenue(vertx, socket),
                    identity(),
                    server.pid(),
                    workload.scenario(true, terms),
                    workload.fanOut(),
                    List.of());
        } finally {
            Folders.delete(folder);
        }
    }

    private DtlsIdentity identity() {
        DtlsIdentity identity = DtlsIdentity.create();
        return settings.only().map(identity::only).orElse(identity);
    }

    /// Janus offers to viewers and our clients control, hence ICE-lite; it gathers no loopback address.
    private void configure(Path folder) throws IOException {
        Files.writeString(folder.resolve("janus.jcfg"), """
                general: {
                    debug_level = 2
                    event_loops = %d
                    admin_secret = "of no use to anybody"
                }
                nat: {
                    ice_lite = true
                    ice_enforce_list = "%s"
                }
                plugins: {
                    disable = "libjanus_audiobridge.so,libjanus_duktape.so,libjanus_echotest.so,libjanus_lua.so,libjanus_nosip.so,libjanus_recordplay.so,libjanus_sip.so,libjanus_streaming.so,libjanus_textroom.so,libjanus_videocall.so,libjanus_voicemail.so"
                }
                transports: {
                    disable = "libjanus_http.so,libjanus_mqtt.so,libjanus_nanomsg.so,libjanus_pfunix.so,libjanus_rabbitmq.so"
                }
                """.formatted(settings.eventLoops(), address.getHostAddress()));
        Files.writeString(folder.resolve("janus.transport.websockets.jcfg"), """
                general: {
                    ws = true
                    ws_port = %d
                    ws_ip = "127.0.0.1"
                    wss = false
                }
                admin: {
                    admin_ws = false
                }
                """.formatted(PORT));
        Files.writeString(folder.resolve("janus.plugin.videoroom.jcfg"), "general: {\n}\n");
    }

    private static boolean isReady() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
