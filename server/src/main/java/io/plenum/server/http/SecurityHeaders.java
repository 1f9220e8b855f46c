package io.plenum.server.http;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/// What browsers are told to refuse, on every answer.
public final class SecurityHeaders implements Handler<RoutingContext> {
    /// Everything the page loads comes from here; `blob:` is for what it makes itself. Styles may be set by script
    /// (`style="…"` sizes tiles), scripts may not.
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob: mediastream:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'self'");

    @Override
    public void handle(RoutingContext request) {
        MultiMap headers = request.response().headers();
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer"); // a room's name is in the page's address
        headers.set("Permissions-Policy", "camera=(self), microphone=(self), display-capture=(self), geolocation=()");
        request.next();
    }
}
