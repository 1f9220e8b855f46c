package io.plenum.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebPageTest {
    private static final byte[] INDEX = "<!doctype html>".getBytes(UTF_8);
    private static final byte[] SCRIPT = "export const x = 1;".getBytes(UTF_8);

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer server = server();

    private HttpServer server() {
        Router router = Router.router(vertx);
        router.route().handler(new SecurityHeaders());
        router.route()
                .handler(new WebPage(Map.of(
                        "/index.html", Asset.of("index.html", INDEX),
                        "/sdk/plenum.js", Asset.of("plenum.js", SCRIPT))));
        return vertx.createHttpServer().requestHandler(router);
    }

    @BeforeAll
    void listen() {
        server.listen(0, "127.0.0.1").await();
    }

    @AfterAll
    void close() {
        client.close();
        vertx.close().await();
    }

    @ParameterizedTest
    @CsvSource({
        "/,text/html; charset=utf-8",
        "/r/stand-up,text/html; charset=utf-8",
        "/sdk/plenum.js,text/javascript; charset=utf-8"
    })
    void filesComeWithTheirType(String path, String type) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertEquals(200, response.statusCode());
        assertEquals(type, header(response, "content-type"));
        assertEquals("no-cache", header(response, "cache-control"));
        assertArrayEquals(path.endsWith(".js") ? SCRIPT : INDEX, response.body());
    }

    @Test
    void aKnownVersionIsNotSentAgain() throws Exception {
        String etag = header(get("/sdk/plenum.js"), "etag");
        HttpResponse<byte[]> response = get("/sdk/plenum.js", "If-None-Match", "\"other\", " + etag);
        assertEquals(304, response.statusCode());
        assertEquals(0, response.body().length);
        assertEquals(200, get("/sdk/plenum.js", "If-None-Match", "\"other\"").statusCode());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nothing.js",
                "/sdk",
                "/sdk/",
                "/../pom.xml",
                "/%2e%2e/pom.xml",
                "/sdk/..%2f..%2fpom.xml",
                "/index.html/",
                "//index.html%00.js"
            })
    void everythingElseIsNotFound(String path) throws Exception {
        assertEquals(404, get(path).statusCode(), path);
    }

    @Test
    void headHasNoBody() throws Exception {
        HttpResponse<byte[]> response =
                send(HttpRequest.newBuilder(uri("/")).method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertEquals(200, response.statusCode());
        assertEquals(Integer.toString(INDEX.length), header(response, "content-length"));
    }

    @Test
    void aPageIsOnlyRead() throws Exception {
        assertEquals(
                404, send(HttpRequest.newBuilder(uri("/")).DELETE()).statusCode(), "left to whoever comes after it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing.js"})
    void browsersAreToldWhatToRefuse(String path) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertTrue(header(response, "content-security-policy").contains("default-src 'self'"));
        assertEquals("nosniff", header(response, "x-content-type-options"));
        assertEquals("no-referrer", header(response, "referrer-policy"));
        assertTrue(header(response, "permissions-policy").contains("camera=(self)"));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.actualPort() + path);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
