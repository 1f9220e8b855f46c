package io.plenum.server.http;

import io.vertx.ext.web.Router;
import java.util.function.Consumer;

/// The server's own routes, on the HTTP server that signaling runs.
public final class Pages implements Consumer<Router> {
    private final WebPage page;
    private final Probes probes;

    public Pages(WebPage page, Probes probes) {
        this.page = page;
        this.probes = probes;
    }

    @Override
    public void accept(Router router) {
        router.route().handler(new SecurityHeaders());
        probes.mount(router);
        router.route().handler(page);
    }
}
