package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.PlenumVenue;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// This server, as its users run it.
///
/// @param options of its Java machine
/// @param settings lines for its configuration
/// @param counting what it holds on the heap, which stops it twice
record PlenumContender(
        Path jar, List<String> options, List<String> settings, InetAddress address, Terms terms, boolean counting)
        implements Contender {
    private static final int HTTP_PORT = 18_080;
    private static final int UDP_PORT = 18_100;
    private static final int OK = 200;

    @Override
    public Measurement measure(Workload workload) throws IOException {
        if (isReady()) {
            // It would be loaded instead of ours, which cannot listen.
            throw new IOException("a server answers on port " + HTTP_PORT + " already: does another bench run?");
        }
        Path folder = Files.createTempDirectory("plenum-bench");
        Path config = folder.resolve("plenum.conf");
        Files.writeString(config, configuration(workload));
        SafepointLog stops = new SafepointLog(folder.resolve("stops.log"));
        List<String> java = new ArrayList<>(options);
        java.add(stops.option());
        List<String> command = Child.java(java, "-jar", jar.toString(), "--config", config.toString());
        try (Child server = Child.start(folder, command)) {
            server.await(Child.START_PATIENCE, PlenumContender::isReady);
            try (JavaMachine machine = JavaMachine.of(server.pid())) {
                List<Watch> watches = new ArrayList<>();
                if (counting) {
                    watches.add(new LiveHeap(machine)); // first, so that the others do not see what it does
                }
                watches.addAll(List.of(new ShardShares(page("/metrics")), stops, new Allocations(machine)));
                URI socket = URI.create("ws://127.0.0.1:" + HTTP_PORT + "/ws");
                return Load.measure(
                        vertx -> new PlenumVenue(vertx, socket, Optional.empty()),
                        DtlsIdentity.create(),
                        server.pid(),
                        workload.scenario(false, terms),
                        workload.fanOut(),
                        watches);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    /// What comes last in the file is stronger.
    private String configuration(Workload workload) {
        return """
                http { bind = ["loopback"], port = %d }
                media { bind = ["%s"], udp-port = %d }
                rooms { max-participants = %d }
                %s
                """.formatted(
                HTTP_PORT, address.getHostAddress(), UDP_PORT, workload.mostInRoom(), String.join("\n", settings));
    }

    private static URI page(String path) {
        return URI.create("http://127.0.0.1:" + HTTP_PORT + path);
    }

    private static boolean isReady() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(page("/ready")).build(), BodyHandlers.discarding())
                            .statusCode()
                    == OK;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
