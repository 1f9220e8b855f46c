package io.plenum.signaling.protocol;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.Importance;
import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.signaling.negotiate.Negotiator;
import io.plenum.signaling.negotiate.TrackLabel;
import io.plenum.signaling.offer.CandidateForm;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads the body of a message into a [Request].
public final class RequestReader {
    private static final int VERSION = 1;
    /// As many as an offer may have m-lines.
    private static final int MAX_LABELS = 64;

    private static final int MAX_WISHES = 100;
    /// Four times an 8K screen: more is a mistake.
    private static final int MAX_PIXELS = 32_768;
    /// Track ids are positive longs; 18 digits always fit.
    private static final int MAX_TRACK_DIGITS = 18;

    private final Fields fields;

    private RequestReader(JsonObject body) {
        this.fields = new Fields(body);
    }

    public static Request read(JsonObject body) throws Refusal {
        return new RequestReader(body).read();
    }

    private Request read() throws Refusal {
        String type = fields.text("type");
        return switch (type) {
            case "join" -> join();
            case "offer" -> new Request.Offer(fields.text("sdp"), labels());
            case "candidate" -> candidate();
            case "mute" -> mute();
            case "view" -> view();
            case "name" -> new Request.Name(Names.display(fields.text("name")));
            case "leave" -> new Request.Leave();
            case "ping" -> new Request.Ping();
            default -> throw new Refusal(ErrorCode.UNKNOWN_TYPE, "no such message type");
        };
    }

    private Request join() throws Refusal {
        if (fields.number("v", Integer.MAX_VALUE) != VERSION) {
            throw new Refusal(ErrorCode.UNSUPPORTED_VERSION, "v must be " + VERSION);
        }
        Optional<String> resume = fields.optionalText("resume");
        if (resume.isPresent()) {
            return new Request.Resume(resume.get());
        }
        String room = Names.room(fields.text("room"));
        return new Request.Join(room, Names.display(fields.text("name")), fields.optionalText("token"));
    }

    private List<TrackLabel> labels() throws Refusal {
        List<TrackLabel> labels = new ArrayList<>();
        for (Fields entry : fields.objects("tracks", MAX_LABELS)) {
            labels.add(new TrackLabel(entry.text("mid"), source(entry.text("source")), entry.optionalFlag("muted")));
        }
        return labels;
    }

    private static TrackSource source(String name) throws Refusal {
        for (TrackSource source : TrackSource.values()) {
            if (sourceName(source).equals(name)) {
                return source;
            }
        }
        throw Fields.refusal("source", "must be microphone, camera, screen or screen-audio");
    }

    static String sourceName(TrackSource source) {
        return source.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String kindName(MediaKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private Request candidate() throws Refusal {
        if (!CandidateForm.holds(fields.text("candidate"))) {
            throw Fields.refusal("candidate", "is not an ICE candidate");
        }
        return new Request.Candidate();
    }

    private Request mute() throws Refusal {
        TrackId track = track(fields.text("track"))
                .orElseThrow(() -> new Refusal(ErrorCode.UNKNOWN_TRACK, "not one of your tracks"));
        return new Request.Mute(track, fields.flag("muted"));
    }

    private Request view() throws Refusal {
        return new Request.View(
                wishes(),
                fields.optionalFlag("fill").orElse(true),
                fields.number("lastN", 0, Negotiator.MAX_VIDEO_SLOTS, Command.View.ALL_SLOTS));
    }

    /// Wishes for what cannot be a track are left out, like those for tracks that are gone.
    private List<Wish> wishes() throws Refusal {
        List<Wish> wishes = new ArrayList<>();
        for (Fields entry : fields.objects("wishes", MAX_WISHES)) {
            int width = entry.number("width", MAX_PIXELS);
            int height = entry.number("height", MAX_PIXELS);
            int fps = entry.number("fps", 1, Wish.ALL_FRAMES, Wish.ALL_FRAMES);
            Importance importance = importance(entry.optionalText("importance").orElse("normal"));
            track(entry.text("track")).ifPresent(track -> wishes.add(new Wish(track, width, height, fps, importance)));
        }
        return wishes;
    }

    private static Importance importance(String name) throws Refusal {
        return switch (name) {
            case "normal" -> Importance.NORMAL;
            case "pinned" -> Importance.PINNED;
            case "stage" -> Importance.ON_STAGE;
            default -> throw Fields.refusal("importance", "must be normal, pinned or stage");
        };
    }

    private static Optional<TrackId> track(String id) {
        boolean number =
                !id.isEmpty() && id.length() <= MAX_TRACK_DIGITS && id.chars().allMatch(RequestReader::isDigit);
        return number ? Optional.of(new TrackId(Long.parseLong(id))) : Optional.empty();
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
