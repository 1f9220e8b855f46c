package io.plenum.signaling.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// The token of a request (RFC 6750 §2.1).
final class Bearer {
    private static final String SCHEME = "Bearer ";

    private Bearer() {}

    static Optional<String> of(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip());
    }
}
