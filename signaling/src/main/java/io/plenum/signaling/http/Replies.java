package io.plenum.signaling.http;

import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.protocol.Refusals;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Turns everything that goes wrong in a request into its reply.
final class Replies {
    /// A room gets free, or another server takes over, within seconds or not at all.
    private static final int RETRY_AFTER_SECONDS = 10;

    private final SignalingStats stats;

    Replies(SignalingStats stats) {
        this.stats = stats;
    }

    interface Step {
        void run() throws Refusal, HttpRefusal;
    }

    void guard(RoutingContext routing, Step step) {
        try {
            step.run();
        } catch (HttpRefusal refusal) {
            refuse(routing, refusal);
        } catch (Refusal | RuntimeException failure) {
            refuse(routing, failure);
        }
    }

    void refuse(RoutingContext routing, Throwable failure) {
        refuse(routing, failure instanceof HttpRefusal known ? known : HttpRefusal.of(Refusals.of(failure)));
    }

    private void refuse(RoutingContext routing, HttpRefusal refusal) {
        stats.refused();
        HttpServerResponse response = routing.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (refusal.status() == Status.UNAVAILABLE || refusal.status() == Status.TOO_MANY_REQUESTS) {
            response.putHeader("Retry-After", String.valueOf(RETRY_AFTER_SECONDS));
        } else if (refusal.status() == Status.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        response.setStatusCode(refusal.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("code", refusal.code().text())
                        .put("message", refusal.sentence())
                        .encode());
    }

    /// What the router itself refuses: a body that is too large, or an address that cannot be decoded.
    void failed(RoutingContext routing) {
        routing.request().resume(); // what comes of a refused body is thrown away
        int status = routing.statusCode();
        if (status == Status.TOO_LARGE) {
            refuse(routing, new HttpRefusal(status, ErrorCode.BAD_REQUEST, "the body is too large"));
        } else if (status >= Status.BAD_REQUEST && status < Status.INTERNAL) {
            refuse(routing, new HttpRefusal(status, ErrorCode.BAD_REQUEST, "the request is malformed"));
        } else {
            refuse(routing, routing.failure());
        }
    }
}
