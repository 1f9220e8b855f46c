package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.PlenumVenue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// This server, as its users run it.
///
/// @param options of its Java machine
record PlenumContender(Path jar, List<String> options, InetAddress address, Terms terms) implements Contender {
    static final String NAME = "plenum";

    private static final int HTTP_PORT = 18_080;
    private static final int UDP_PORT = 18_100;
    private static final int OK = 200;

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Measurement measure(Workload workload) throws IOException {
        Path folder = Files.createTempDirectory("plenum-bench");
        Path config = folder.resolve("plenum.conf");
        Files.writeString(
                config, """
                http { bind = ["loopback"], port = %d }
                media { bind = ["%s"], udp-port = %d }
                rooms { max-participants = %d }
                """.formatted(HTTP_PORT, address.getHostAddress(), UDP_PORT, workload.receivers() + 1));
        List<String> command = Child.java(options, "-jar", jar.toString(), "--config", config.toString());
        try (Child server = Child.start(folder, command)) {
            server.await(Child.START_PATIENCE, PlenumContender::isReady);
            try (Allocations allocations = Allocations.of(server.pid())) {
                URI socket = URI.create("ws://127.0.0.1:" + HTTP_PORT + "/ws");
                return Load.measure(
                        vertx -> new PlenumVenue(vertx, socket),
                        server.pid(),
                        workload.scenario(false, terms.warmUp(), terms.duration(), terms.sample()),
                        allocations::begin,
                        allocations::since);
            }
        } finally {
            Folders.delete(folder);
        }
    }

    private static boolean isReady() {
        URI ready = URI.create("http://127.0.0.1:" + HTTP_PORT + "/ready");
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(ready).build(), BodyHandlers.discarding())
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
