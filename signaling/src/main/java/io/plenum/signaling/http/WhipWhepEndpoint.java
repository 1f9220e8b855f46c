package io.plenum.signaling.http;

import io.plenum.signaling.auth.Grant;
import io.plenum.signaling.auth.TokenVerifier;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Names;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.room.Admission;
import io.plenum.signaling.room.ConferenceDirectory;
import io.plenum.signaling.room.Offers;
import io.plenum.signaling.room.Seat;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// `/whip` and `/whep`: one offer, one answer, and a session to end it by.
public final class WhipWhepEndpoint {
    private static final String ANY_ETAG = "*";
    private static final String GRANT = "grant";

    private final ConferenceDirectory directory;
    private final TokenVerifier tokens;
    private final OriginPolicy origins;
    private final BodyDeadline deadline;
    private final Replies replies;

    /// @param bodyWithin how long the body of a request may take
    public WhipWhepEndpoint(
            ConferenceDirectory directory,
            TokenVerifier tokens,
            OriginPolicy origins,
            Duration bodyWithin,
            SignalingStats stats) {
        this.directory = directory;
        this.tokens = tokens;
        this.origins = origins;
        this.replies = new Replies(stats);
        this.deadline = new BodyDeadline(bodyWithin, replies);
    }

    public void mount(Router router) {
        for (Role role : Role.values()) {
            String path = role.path();
            router.route(path + "/*").handler(new CrossOrigin(origins)).failureHandler(replies::failed);
            router.post(path + "/*").handler(deadline);
            router.patch(path + "/*").handler(deadline);
            router.post(path + "/:room").handler(routing -> replies.guard(routing, () -> admit(role, routing)));
            router.post(path + "/:room/:name").handler(routing -> replies.guard(routing, () -> admit(role, routing)));
            router.patch(path + "/:room/sessions/:session")
                    .handler(routing -> replies.guard(routing, () -> admitPatch(routing)));
            router.route(path + "/*")
                    .method(HttpMethod.POST)
                    .method(HttpMethod.PATCH)
                    .handler(BodyHandler.create(false).setBodyLimit(SessionDescription.MAX_LENGTH));
            router.post(path + "/:room").handler(routing -> replies.guard(routing, () -> open(role, routing)));
            router.post(path + "/:room/:name").handler(routing -> replies.guard(routing, () -> open(role, routing)));
            router.patch(path + "/:room/sessions/:session")
                    .handler(routing -> replies.guard(routing, () -> patch(routing)));
            router.delete(path + "/:room/sessions/:session")
                    .handler(routing -> replies.guard(routing, () -> delete(routing)));
        }
    }

    /// All that can be said without the body is said before it: nobody else's is kept.
    private void admit(Role role, RoutingContext routing) throws Refusal, HttpRefusal {
        MediaTypes.expect(routing, MediaTypes.SDP);
        String room = Names.room(routing.pathParam("room"));
        Optional<String> name = name(routing);
        if (name.isPresent()) {
            Names.display(name.get());
        }
        routing.request().pause();
        tokens.verify(Bearer.of(routing.request()))
                .onFailure(failure -> refuseUnread(routing, () -> replies.refuse(routing, failure)))
                .onSuccess(grant -> admit(role, routing, room, grant));
    }

    private void admit(Role role, RoutingContext routing, String room, Grant grant) {
        if (grant.allows(room) && role.isAllowedBy(grant.rights())) {
            routing.put(GRANT, grant).next(); // who reads the body resumes the request
        } else {
            refuseUnread(
                    routing,
                    () -> replies.guard(routing, () -> {
                        throw new HttpRefusal(
                                Status.FORBIDDEN, ErrorCode.UNAUTHORIZED, "the token does not allow this");
                    }));
        }
    }

    /// The body is thrown away as it comes, so that the client gets to read the reply.
    private static void refuseUnread(RoutingContext routing, Runnable reply) {
        reply.run();
        routing.request().resume();
    }

    private static Optional<String> name(RoutingContext routing) {
        return Optional.ofNullable(routing.pathParam("name"));
    }

    private void open(Role role, RoutingContext routing) throws Refusal, HttpRefusal {
        Grant grant = routing.get(GRANT);
        Offer offer = Offers.read(body(routing));
        if (!role.fits(offer)) {
            throw new HttpRefusal(
                    Status.CONFLICT, ErrorCode.BAD_OFFER, "nothing in the offer that could flow this way");
        }
        Seat seat = directory.join(admission(role, routing.pathParam("room"), name(routing), grant));
        answer(seat, offer).onSuccess(sdp -> created(role, routing, seat, sdp)).onFailure(failure -> {
            seat.leave(LeaveReason.REMOVED);
            replies.refuse(routing, failure);
        });
    }

    private static String body(RoutingContext routing) {
        String text = routing.body().asString();
        return text == null ? "" : text;
    }

    /// A publisher is known by the name in its address, a viewer looks for it.
    private static Admission admission(Role role, String room, Optional<String> name, Grant grant) {
        String madeUp = "Guest " + ThreadLocalRandom.current().nextInt(1_000, 10_000);
        String shown = grant.name()
                .or(() -> role == Role.WHIP ? name : Optional.empty())
                .orElse(madeUp);
        Optional<String> follows = role == Role.WHEP ? name : Optional.empty();
        return new Admission(room, shown, grant.rights().and(role.rights()), Optional.empty(), follows);
    }

    private static Future<String> answer(Seat seat, Offer offer) {
        try {
            return seat.offer(offer, List.of()).map(answer -> answer.sdp());
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private static void created(Role role, RoutingContext routing, Seat seat, String sdp) {
        routing.response()
                .setStatusCode(Status.CREATED)
                .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.SDP)
                .putHeader(HttpHeaders.LOCATION, role.path() + "/" + seat.room() + "/sessions/" + seat.key())
                .putHeader(
                        HttpHeaders.ETAG,
                        seat.local().map(WhipWhepEndpoint::etag).orElse(""))
                .putHeader("Accept-Patch", MediaTypes.FRAGMENT)
                .end(sdp);
    }

    /// Names the ICE session: it changes exactly when our credentials do.
    private static String etag(LocalTransport transport) {
        return "\"" + transport.ufrag() + "\"";
    }

    private void admitPatch(RoutingContext routing) throws HttpRefusal {
        session(routing);
        MediaTypes.expect(routing, MediaTypes.FRAGMENT);
        routing.next();
    }

    private void patch(RoutingContext routing) throws Refusal, HttpRefusal {
        Seat seat = session(routing);
        IceFragment fragment = IceFragment.parse(body(routing));
        Optional<String> match = Optional.ofNullable(routing.request().getHeader(HttpHeaders.IF_MATCH));
        String current = seat.local().map(WhipWhepEndpoint::etag).orElse("");
        if (match.isPresent() && !match.get().equals(ANY_ETAG) && !match.get().equals(current)) {
            throw new HttpRefusal(Status.PRECONDITION_FAILED, ErrorCode.BAD_REQUEST, "another ICE session is current");
        }
        if (!fragment.restarts(seat.remote().map(remote -> remote.ufrag()).orElse(""))) {
            routing.response().setStatusCode(Status.NO_CONTENT).end();
        } else if (match.isEmpty()) {
            throw new HttpRefusal(Status.PRECONDITION_REQUIRED, ErrorCode.BAD_REQUEST, "a restart needs If-Match");
        } else {
            restart(routing, seat, fragment);
        }
    }

    private void restart(RoutingContext routing, Seat seat, IceFragment fragment) throws Refusal {
        seat.restart(fragment.ufrag().orElse(""), fragment.password().orElse(""))
                .onSuccess(local -> routing.response()
                        .setStatusCode(Status.OK)
                        .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.FRAGMENT)
                        .putHeader(HttpHeaders.ETAG, etag(local))
                        .end(FragmentWriter.write(local, seat.mids())))
                .onFailure(failure -> replies.refuse(routing, failure));
    }

    private void delete(RoutingContext routing) throws HttpRefusal {
        session(routing).leave(LeaveReason.LEFT);
        routing.response().setStatusCode(Status.OK).end();
    }

    private Seat session(RoutingContext routing) throws HttpRefusal {
        return directory
                .session(routing.pathParam("session"))
                .filter(seat -> seat.room().equals(routing.pathParam("room")))
                .orElseThrow(() -> new HttpRefusal(Status.NOT_FOUND, ErrorCode.NOT_JOINED, "no such session"));
    }
}
