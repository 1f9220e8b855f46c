package io.plenum.loadtest.crowd;

import io.vertx.core.Future;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One WHIP or WHEP session: a POST with the offer, a DELETE at the end.
final class WhipEntrance implements Entrance {
    private static final int CREATED = 201;
    private static final int FIRST_ERROR = 400;
    private static final int MOST_QUOTED = 200;

    private final HttpClientAgent http;
    private final URI endpoint;
    private final Optional<String> token;
    private volatile @Nullable URI session;

    WhipEntrance(HttpClientAgent http, URI endpoint, Optional<String> token) {
        this.http = http;
        this.endpoint = endpoint;
        this.token = token;
    }

    /// The offer is the entering.
    @Override
    public Future<Long> enter(Seat seat) {
        return Future.succeededFuture(0L);
    }

    @Override
    public Future<String> offer(String sdp) {
        return request(HttpMethod.POST, endpoint)
                .compose(request -> request.putHeader(HttpHeaders.CONTENT_TYPE, "application/sdp")
                        .send(sdp))
                .compose(this::answer);
    }

    private Future<String> answer(HttpClientResponse response) {
        return ShortBody.of(response).compose(body -> {
            if (response.statusCode() != CREATED) {
                return Future.failedFuture(response.statusCode() + ": " + excerpt(body));
            }
            String location = response.getHeader(HttpHeaders.LOCATION);
            if (location == null) {
                return Future.failedFuture("an answer without the session's address (Location)");
            }
            session = endpoint.resolve(location);
            return Future.succeededFuture(body);
        });
    }

    /// An error may come with a whole page.
    private static String excerpt(String body) {
        String line = body.strip().lines().findFirst().orElse("no word of why");
        return line.length() <= MOST_QUOTED ? line : line.substring(0, MOST_QUOTED) + "…";
    }

    @Override
    public Future<Void> leave() {
        URI address = session;
        return address == null
                ? Future.succeededFuture()
                : request(HttpMethod.DELETE, address)
                        .compose(HttpClientRequest::send)
                        .compose(response -> response.statusCode() < FIRST_ERROR
                                ? response.end()
                                : Future.failedFuture("DELETE: " + response.statusCode()));
    }

    private Future<HttpClientRequest> request(HttpMethod method, URI address) {
        RequestOptions options = new RequestOptions().setMethod(method).setAbsoluteURI(address.toString());
        token.ifPresent(text -> options.putHeader(HttpHeaders.AUTHORIZATION, "Bearer " + text));
        return http.request(options);
    }
}
