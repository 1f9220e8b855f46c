package io.plenum.server.http;

import io.plenum.metrics.Metrics;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;

/// `/health`, `/ready` and `/metrics`, for whoever operates the server.
public final class Probes {
    private static final int OK = 200;
    private static final int UNAVAILABLE = 503;

    private final BooleanSupplier healthy;
    private final BooleanSupplier ready;
    private final Metrics metrics;

    /// @param healthy whether the process does its work; if not, restarting it is the only help
    /// @param ready whether it takes new participants
    public Probes(BooleanSupplier healthy, BooleanSupplier ready, Metrics metrics) {
        this.healthy = healthy;
        this.ready = ready;
        this.metrics = metrics;
    }

    public void mount(Router router) {
        router.get("/health").handler(request -> answer(request, healthy.getAsBoolean(), "ok", "a shard stands still"));
        router.get("/ready").handler(request -> answer(request, ready.getAsBoolean(), "ready", "not accepting"));
        router.get("/metrics").handler(this::scrape);
    }

    private static void answer(RoutingContext request, boolean good, String yes, String no) {
        uncached(request)
                .response()
                .setStatusCode(good ? OK : UNAVAILABLE)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end((good ? yes : no) + "\n");
    }

    private void scrape(RoutingContext request) {
        uncached(request)
                .response()
                .putHeader(HttpHeaders.CONTENT_TYPE, Metrics.CONTENT_TYPE)
                .end(metrics.scrape());
    }

    private static RoutingContext uncached(RoutingContext request) {
        request.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        return request;
    }
}
