package io.plenum.signaling.http;

import io.plenum.signaling.protocol.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/// Cross-origin rules of WHIP and WHEP: preflights are answered here, pages that may not come in are stopped here.
final class CrossOrigin implements Handler<RoutingContext> {
    private final OriginPolicy origins;

    CrossOrigin(OriginPolicy origins) {
        this.origins = origins;
    }

    @Override
    public void handle(RoutingContext routing) {
        if (!origins.allows(routing.request())) {
            refuse(routing.response());
            return;
        }
        OriginPolicy.origin(routing.request()).ifPresent(origin -> allow(routing.response(), origin));
        if (routing.request().method().equals(HttpMethod.OPTIONS)) {
            preflight(routing.response());
        } else {
            routing.next();
        }
    }

    private static void refuse(HttpServerResponse response) {
        response.setStatusCode(Status.FORBIDDEN)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .end(new JsonObject()
                        .put("code", ErrorCode.UNAUTHORIZED.text())
                        .put("message", "this origin is not allowed")
                        .encode());
    }

    private static void allow(HttpServerResponse response, String origin) {
        response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .putHeader(HttpHeaders.VARY, "Origin")
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Location, ETag, Accept-Patch, Retry-After");
    }

    private static void preflight(HttpServerResponse response) {
        response.setStatusCode(Status.NO_CONTENT)
                .putHeader("Accept-Post", MediaTypes.SDP)
                .putHeader(HttpHeaders.ALLOW, "POST, PATCH, DELETE, OPTIONS")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "POST, PATCH, DELETE, OPTIONS")
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, If-Match")
                .end();
    }
}
