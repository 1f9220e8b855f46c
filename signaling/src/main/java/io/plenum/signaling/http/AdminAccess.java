package io.plenum.signaling.http;

import io.plenum.signaling.auth.Grant;
import io.plenum.signaling.auth.TokenVerifier;
import io.plenum.signaling.protocol.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Who may look at other people's meetings: with `auth.secret` whoever has a token that says `admin`, and in open
/// development mode, where there are no tokens, whoever sits at this machine.
public final class AdminAccess {
    /// A proxy on this machine makes everybody look as if they sat here; one that names its clients is no person.
    private static final List<String> MARKS_OF_PROXIES = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final TokenVerifier tokens;
    private final boolean open;

    /// @param open nobody needs a token
    public AdminAccess(TokenVerifier tokens, boolean open) {
        this.tokens = tokens;
        this.open = open;
    }

    /// What the one who asks may see. Fails with a `Refusal` or an [HttpRefusal].
    Future<Grant> verify(HttpServerRequest request) {
        if (open && !fromThisMachine(request)) {
            return Future.failedFuture(refusal("without auth.secret this is for requests from this machine only"));
        }
        return tokens.verify(Bearer.of(request))
                .compose(grant -> grant.admin()
                        ? Future.succeededFuture(grant)
                        : Future.failedFuture(refusal("the token does not say admin")));
    }

    private static HttpRefusal refusal(String why) {
        return new HttpRefusal(Status.FORBIDDEN, ErrorCode.UNAUTHORIZED, why);
    }

    /// The host is looked at because a web page can give a name of its own our address (DNS rebinding) and read us
    /// from a browser on this machine.
    private static boolean fromThisMachine(HttpServerRequest request) {
        HostAndPort host = request.authority();
        return host != null
                && OriginPolicy.needsNoNameServer(host.host())
                && MARKS_OF_PROXIES.stream().noneMatch(request.headers()::contains)
                && isThisMachine(request.connection());
    }

    private static boolean isThisMachine(HttpConnection connection) {
        Optional<InetAddress> from = Addresses.remote(connection);
        return from.isPresent() && (from.get().isLoopbackAddress() || from.equals(Addresses.local(connection)));
    }
}
