package io.plenum.signaling.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.util.List;
import java.util.Optional;

/// Which web pages may talk to us. Browsers name a page's origin in every WebSocket handshake and in every request
/// across origins; other programs name none, and are not bound by it.
public final class OriginPolicy {
    private static final String ANY = "*";
    private static final String SCHEME_END = "://";

    private final List<String> allowed;

    public OriginPolicy(List<String> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    public boolean allows(HttpServerRequest request) {
        return origin(request)
                .map(origin -> allowed.contains(ANY) || allowed.contains(origin) || isOwn(origin, request))
                .orElse(true);
    }

    static Optional<String> origin(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.ORIGIN));
    }

    /// A page of our own: its origin is `scheme://` and the host it asked us under. The scheme is not compared, because
    /// a proxy in front may end TLS.
    private static boolean isOwn(String origin, HttpServerRequest request) {
        int end = origin.indexOf(SCHEME_END);
        HostAndPort host = request.authority();
        return end > 0
                && host != null
                && origin.substring(end + SCHEME_END.length()).equalsIgnoreCase(host.toString());
    }
}
