package io.plenum.signaling.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Which web pages may talk to us. Browsers name a page's origin in every WebSocket handshake and in every request
/// across origins; other programs name none, and are not bound by it.
public final class OriginPolicy {
    private static final String ANY = "*";
    private static final String SCHEME_END = "://";

    private final List<String> allowed;
    private final boolean open;

    /// @param open nobody needs a token: then a page is our own only under an address that no name server gives out
    public OriginPolicy(List<String> allowed, boolean open) {
        this.allowed = List.copyOf(allowed);
        this.open = open;
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
    ///
    /// Anybody may give a name of theirs our address once their page is loaded (DNS rebinding): that page asks us
    /// under that name, and seems to be our own. A token would stop it; without tokens only those hosts count that
    /// need no name server.
    private boolean isOwn(String origin, HttpServerRequest request) {
        int end = origin.indexOf(SCHEME_END);
        HostAndPort host = request.authority();
        return end > 0
                && host != null
                && origin.substring(end + SCHEME_END.length()).equalsIgnoreCase(host.toString())
                && (!open || needsNoNameServer(host.host()));
    }

    static boolean needsNoNameServer(String host) {
        return host.equalsIgnoreCase("localhost") || isAddress(host);
    }

    private static boolean isAddress(String host) {
        try {
            InetAddress.ofLiteral(host);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
