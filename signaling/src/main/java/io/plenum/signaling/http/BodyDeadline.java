package io.plenum.signaling.http;

import io.plenum.signaling.protocol.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/// Cuts who sends the body of a request too slowly: what has come of it is kept until it is complete.
final class BodyDeadline implements Handler<RoutingContext> {
    private final Duration within;
    private final Replies replies;

    BodyDeadline(Duration within, Replies replies) {
        this.within = within;
        this.replies = replies;
    }

    @Override
    public void handle(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        long timer = routing.vertx().setTimer(within.toMillis(), fired -> check(routing));
        // A reply may come before the end of the body, which then still has to come.
        routing.addEndHandler(replied -> {
            if (request.isEnded()) {
                routing.vertx().cancelTimer(timer);
            }
        });
        routing.next();
    }

    private void check(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (request.isEnded()) {
            return;
        }
        if (!routing.response().ended()) {
            replies.guard(routing, () -> {
                throw new HttpRefusal(Status.REQUEST_TIMEOUT, ErrorCode.BAD_REQUEST, "the body came too slowly");
            });
        }
        request.connection().close();
    }
}
