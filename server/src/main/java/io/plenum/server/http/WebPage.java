package io.plenum.server.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The meeting page and the browser SDK, read from the class path's `web/` once. Requests are looked up in a map, so
/// there is no path to climb out of and no file to wait for.
public final class WebPage implements Handler<RoutingContext> {
    private static final int NOT_MODIFIED = 304;
    private static final String INDEX = "index.html";

    /// `/r/standup` is the page, opened for a room.
    private static final Pattern ROOM = Pattern.compile("/r/[^/]+/?");

    private final Map<String, Asset> assets;

    WebPage(Map<String, Asset> assets) {
        this.assets = Map.copyOf(assets);
    }

    public static WebPage ofClassPath() throws IOException {
        URL index = WebPage.class.getResource("/web/" + INDEX);
        if (index == null) {
            throw new IOException("the page is missing from the jar: no web/" + INDEX);
        }
        URI uri = uri(index);
        if (!uri.getScheme().equals("jar")) {
            return new WebPage(read(parent(Path.of(uri))));
        }
        try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
            return new WebPage(read(jar.getPath("/web")));
        }
    }

    @Override
    public void handle(RoutingContext request) {
        Asset asset = asset(request.normalizedPath());
        if (asset == null || !isRead(request.request().method())) {
            request.next();
            return;
        }
        send(asset, request);
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private @Nullable Asset asset(String path) {
        boolean isRoom = ROOM.matcher(path).matches();
        return assets.get(isRoom ? "/" + INDEX : path.endsWith("/") ? path + INDEX : path);
    }

    /// `no-cache` means: keep it, but ask each time. A meeting page that is older than its server breaks in odd ways.
    private static void send(Asset asset, RoutingContext request) {
        HttpServerResponse response = request.response();
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-cache").putHeader(HttpHeaders.ETAG, asset.etag());
        if (isKnown(asset, request)) {
            response.setStatusCode(NOT_MODIFIED).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, asset.type())
                .putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(asset.content().length()));
        if (request.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            response.end(asset.content());
        }
    }

    private static boolean isKnown(Asset asset, RoutingContext request) {
        String known = request.request().getHeader(HttpHeaders.IF_NONE_MATCH);
        return known != null
                && (known.equals("*") || List.of(known.split("\\s*,\\s*")).contains(asset.etag()));
    }

    private static Map<String, Asset> read(Path root) throws IOException {
        Map<String, Asset> assets = new HashMap<>();
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = root.relativize(file).toString().replace('\\', '/');
                assets.put("/" + name, Asset.of(name, Files.readAllBytes(file)));
            }
        }
        return assets;
    }

    private static Path parent(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IOException("no folder holds " + file);
        }
        return parent;
    }

    private static URI uri(URL url) throws IOException {
        try {
            return url.toURI();
        } catch (URISyntaxException e) {
            throw new IOException("the page's place in the class path is no URI: " + url, e);
        }
    }
}
