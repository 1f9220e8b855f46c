package io.plenum.signaling.http;

import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.signaling.auth.Grant;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Names;
import io.plenum.signaling.protocol.RateLimit;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.room.ConferenceDirectory;
import io.plenum.signaling.room.RoomStatus;
import io.plenum.signaling.sdp.Numbers;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// `/admin/rooms`: who meets, what each of them gets, and why it is not better.
///
/// Owned by signaling's event loop; the engine is asked on its shard's thread and answers when it comes to it.
public final class AdminEndpoint {
    /// A whole room of the usual limit with all slots is about a megabyte.
    private static final int MOST_PEOPLE = 100;

    private static final int MOST_ROOMS = 1_000;

    /// Numbers above are nobody's place in a list.
    private static final int MOST_FROM = 10_000_000;

    /// People and dashboards look once a second; each look takes a moment of a shard's thread.
    private static final double LOOKS_PER_SECOND = 5;

    private static final double LOOKS_AT_ONCE = 20;

    private final Context context;
    private final ConferenceDirectory directory;
    private final MediaPlane plane;
    private final AdminAccess access;
    private final Replies replies;
    private final RateLimit looks = new RateLimit(LOOKS_PER_SECOND, LOOKS_AT_ONCE, System.nanoTime());

    public AdminEndpoint(
            Context context,
            ConferenceDirectory directory,
            MediaPlane plane,
            AdminAccess access,
            SignalingStats stats) {
        this.context = context;
        this.directory = directory;
        this.plane = plane;
        this.access = access;
        this.replies = new Replies(stats);
    }

    public void mount(Router router) {
        router.route("/admin/*").failureHandler(replies::failed);
        router.get("/admin/rooms").handler(routing -> look(routing, grant -> rooms(routing, grant)));
        router.get("/admin/rooms/:room").handler(routing -> look(routing, grant -> room(routing, grant)));
    }

    private interface Look {
        Future<JsonObject> at(Grant grant) throws Refusal, HttpRefusal;
    }

    private void look(RoutingContext routing, Look look) {
        access.verify(routing.request())
                .compose(grant -> {
                    try {
                        refuseTooMany();
                        return look.at(grant);
                    } catch (Refusal | HttpRefusal refusal) {
                        return Future.failedFuture(refusal);
                    }
                })
                .onSuccess(seen -> routing.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(seen.encodePrettily() + "\n"))
                .onFailure(failure -> replies.refuse(routing, failure));
    }

    private void refuseTooMany() throws HttpRefusal {
        if (!looks.take(1, System.nanoTime())) {
            throw new HttpRefusal(
                    Status.TOO_MANY_REQUESTS,
                    ErrorCode.TOO_MANY_MESSAGES,
                    "at most " + LOOKS_PER_SECOND + " looks a second");
        }
    }

    private Future<JsonObject> rooms(RoutingContext routing, Grant grant) throws HttpRefusal {
        int from = from(routing);
        List<RoomStatus> visible = directory.rooms().stream()
                .filter(room -> grant.allows(room.name()))
                .toList();
        return Future.succeededFuture(
                StatusJson.rooms(visible.stream().skip(from).limit(MOST_ROOMS).toList(), from, visible.size()));
    }

    private Future<JsonObject> room(RoutingContext routing, Grant grant) throws Refusal, HttpRefusal {
        String name = Names.room(routing.pathParam("room"));
        if (!grant.allows(name)) {
            throw new HttpRefusal(Status.FORBIDDEN, ErrorCode.UNAUTHORIZED, "the token is not for this room");
        }
        int from = from(routing);
        RoomStatus room = directory
                .room(name, from, MOST_PEOPLE)
                .orElseThrow(() -> new HttpRefusal(Status.NOT_FOUND, ErrorCode.NOT_JOINED, "nobody is in this room"));
        return qualities(room)
                .map(qualities -> StatusJson.room(room, from, qualities))
                .recover(failure -> Future.failedFuture(new HttpRefusal(
                        Status.UNAVAILABLE, ErrorCode.INTERNAL, "the room's shard is closed or too busy to say")));
    }

    /// Each shard is asked for those whose links it has.
    private Future<Map<PeerId, Quality>> qualities(RoomStatus room) {
        List<Future<Map<PeerId, Quality>>> answers = new ArrayList<>();
        room.peersByShard()
                .forEach((shard, peers) ->
                        answers.add(Future.fromCompletionStage(plane.quality(shard, peers), context)));
        return Future.all(answers).map(all -> {
            Map<PeerId, Quality> qualities = new HashMap<>();
            answers.forEach(answer -> qualities.putAll(answer.result()));
            return qualities;
        });
    }

    /// Where in the list to begin: what does not fit into one answer comes with the next.
    private static int from(RoutingContext routing) throws HttpRefusal {
        String given = routing.queryParam("from").stream().findFirst().orElse("0");
        int from = Numbers.parse(given, MOST_FROM);
        if (from < 0) {
            throw new HttpRefusal(
                    Status.BAD_REQUEST, ErrorCode.BAD_REQUEST, "from must be a number from 0 to " + MOST_FROM);
        }
        return from;
    }
}
