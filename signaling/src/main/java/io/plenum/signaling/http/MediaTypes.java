package io.plenum.signaling.http;

import io.plenum.signaling.protocol.ErrorCode;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/// The bodies of WHIP and WHEP.
final class MediaTypes {
    static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";

    private MediaTypes() {}

    static void expect(RoutingContext routing, String type) throws HttpRefusal {
        String given = routing.request().getHeader(HttpHeaders.CONTENT_TYPE);
        if (given == null || !given.split(";", 2)[0].strip().equalsIgnoreCase(type)) {
            throw new HttpRefusal(Status.UNSUPPORTED_TYPE, ErrorCode.BAD_REQUEST, "the body must be " + type);
        }
    }
}
