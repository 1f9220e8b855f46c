package io.plenum.signaling.support;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Optional;

/// Plain HTTP requests as WHIP and WHEP clients make them.
public final class TestHttp {
    private final HttpClient client;
    private Optional<String> token = Optional.empty();

    public TestHttp() {
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin,host");
        client = HttpClient.newHttpClient();
    }

    /// Sent with every request from now on.
    public void token(String value) {
        token = Optional.of(value);
    }

    public HttpResponse<String> post(TestServer server, String path, String sdp) {
        return post(server, path, "application/sdp", sdp);
    }

    public HttpResponse<String> post(TestServer server, String path, String type, String body) {
        return send(request(server, path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> patch(
            TestServer server, String path, String type, String body, Optional<String> ifMatch) {
        HttpRequest.Builder request = request(server, path).header("Content-Type", type);
        ifMatch.ifPresent(etag -> request.header("If-Match", etag));
        return send(request.method("PATCH", BodyPublishers.ofString(body)));
    }

    public HttpResponse<String> delete(TestServer server, String path) {
        return send(request(server, path).DELETE());
    }

    public HttpResponse<String> get(TestServer server, String path) {
        return send(request(server, path).GET());
    }

    public HttpResponse<String> get(TestServer server, String path, Map<String, String> headers) {
        HttpRequest.Builder request = request(server, path);
        headers.forEach(request::header);
        return send(request.GET());
    }

    public HttpResponse<String> preflight(TestServer server, String path, String origin) {
        return send(request(server, path).header("Origin", origin).method("OPTIONS", BodyPublishers.noBody()));
    }

    private HttpRequest.Builder request(TestServer server, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path));
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
