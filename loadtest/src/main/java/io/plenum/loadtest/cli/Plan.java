package io.plenum.loadtest.cli;

import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.crowd.RecordedMedia;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.record.AudioRecording;
import io.plenum.loadtest.record.VideoRecording;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.loadtest.scenario.NetworkShare;
import io.plenum.loadtest.scenario.Ramp;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.sim.LayeredShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Makes a scenario of what the user typed.
final class Plan {
    /// A participant costs some 100 KB here; beyond this one machine is the wrong tool.
    private static final int MOST_PARTICIPANTS = 20_000;

    private static final int MOST_SECONDS = 7 * 24 * 3_600;
    private static final int MOST_SLOTS = 25;
    private static final int MOST_AUDIO_SLOTS = 8;

    /// Streams have some 50 packets a second or more: at least one of them is looked into every few seconds.
    private static final int MOST_SAMPLED = 100;

    private static final int HUNDRED = 100;

    private final Arguments<Option> arguments;
    private final Kind kind;
    private final RecordedMedia recordings;

    private Plan(Request request) throws WrongUsage {
        this.arguments = request.arguments();
        this.kind = request.kind();
        this.recordings = recordings(arguments);
    }

    static Scenario scenario(Request request) throws WrongUsage {
        return new Plan(request).scenario();
    }

    private static RecordedMedia recordings(Arguments<Option> arguments) throws WrongUsage {
        try {
            Optional<String> audio = arguments.text(Option.AUDIO);
            Optional<String> video = arguments.text(Option.VIDEO);
            RecordedMedia recordings = new RecordedMedia(
                    audio.isEmpty() ? Optional.empty() : Optional.of(AudioRecording.read(Path.of(audio.get()))),
                    video.isEmpty() ? Optional.empty() : Optional.of(VideoRecording.read(Path.of(video.get()))));
            if (!recordings.equals(RecordedMedia.NONE)
                    && arguments.text(Option.CHECK).isPresent()) {
                throw new WrongUsage("--check knows synthetic media only, not --video and --audio");
            }
            return recordings;
        } catch (IOException e) {
            throw new WrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private Scenario scenario() throws WrongUsage {
        int rooms = arguments.whole(Option.ROOMS, kind.rooms(), 1, MOST_PARTICIPANTS);
        int people = arguments.whole(Option.PEOPLE, kind.people(), 1, MOST_PARTICIPANTS);
        boolean split = Target.isSplit(arguments);
        int viewers = arguments.whole(
                Option.VIEWERS, split && kind.viewers() == 0 ? people : kind.viewers(), 0, MOST_PARTICIPANTS);
        if ((long) rooms * (people + viewers) > MOST_PARTICIPANTS) {
            throw new WrongUsage("more than " + MOST_PARTICIPANTS + " participants");
        }
        int others = kind.viewers() > 0 ? people : Math.max(1, people - 1);
        return new Scenario(
                kind.key(),
                rooms,
                people,
                viewers,
                split,
                camera(),
                recordings,
                arguments.whole(Option.AUDIO_SLOTS, 3, 0, MOST_AUDIO_SLOTS),
                arguments.whole(Option.VIDEO_SLOTS, Math.min(others, MOST_SLOTS), 0, MOST_SLOTS),
                layout(),
                arguments.seconds(Option.TURN, 5, MOST_SECONDS),
                arguments.number(Option.JOINS, 20, 0.1, 1_000),
                arguments.seconds(Option.PATIENCE, 30, MOST_SECONDS),
                arguments.number(Option.CHURN, kind == Kind.CHURN ? 5 : 0, 0, 1_000),
                arguments.seconds(Option.STAY, 5, MOST_SECONDS),
                arguments.has(Option.ELSEWHERE),
                arguments.seconds(Option.CALM, 0, MOST_SECONDS),
                arguments.seconds(Option.WARM_UP, 3, MOST_SECONDS),
                arguments.seconds(Option.DURATION, 20, MOST_SECONDS),
                networks(),
                ramp(viewers),
                arguments.whole(Option.CHECK, 0, 0, MOST_PARTICIPANTS),
                arguments.whole(Option.SAMPLE, 1, 1, MOST_SAMPLED),
                arguments.whole(Option.SEED, 1, 0, Integer.MAX_VALUE));
    }

    private LayeredShape camera() throws WrongUsage {
        if (recordings.video().isPresent()) {
            return recordings.video().get().shape();
        }
        String key = arguments.text(Option.CAMERA).orElse(kind.camera().key());
        Camera camera = Camera.of(key).orElseThrow(() -> new WrongUsage("--camera must be one of " + Camera.keys()));
        return camera.shape(
                arguments.whole(Option.HEIGHT, 720, 90, 4_320),
                arguments.whole(Option.FPS, 30, 1, 120),
                arguments.whole(Option.KBPS, kind.kilobits(), 30, 50_000) * 1_000);
    }

    private Layout layout() throws WrongUsage {
        String name = arguments.text(Option.LAYOUT).orElse("grid");
        return Arrays.stream(Layout.values())
                .filter(layout -> layout.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new WrongUsage("--layout must be unknown, grid or stage"));
    }

    private Optional<Ramp> ramp(int viewers) throws WrongUsage {
        if (kind != Kind.RAMP) {
            return Optional.empty();
        }
        Duration hold = arguments.seconds(Option.HOLD, 8, MOST_SECONDS);
        boolean meetings = arguments.has(Option.MEETINGS);
        if (meetings && (viewers > 0 || Target.isSplit(arguments))) {
            throw new WrongUsage(
                    "--meetings are of people who see one another: without --viewers, and not by WHIP or Janus");
        }
        return Optional.of(new Ramp(arguments.whole(Option.STEP, 20, 1, MOST_PARTICIPANTS), hold, meetings));
    }

    private List<NetworkShare> networks() throws WrongUsage {
        List<NetworkShare> shares = new ArrayList<>();
        Optional<String> text = arguments.text(Option.NETWORK);
        if (text.isEmpty()) {
            return shares;
        }
        int sum = 0;
        for (String part : text.get().split(",", -1)) {
            NetworkShare share = share(part.trim());
            sum += share.percent();
            shares.add(share);
        }
        if (sum > HUNDRED) {
            throw new WrongUsage("--network: the shares are more than 100 percent");
        }
        return shares;
    }

    private static NetworkShare share(String part) throws WrongUsage {
        String key = part.replaceFirst("=.*", "");
        String percent = part.contains("=") ? part.replaceFirst(".*=", "") : "100";
        if (!percent.matches("\\d{1,3}") || AccessNetwork.of(key).isEmpty()) {
            String known = AccessNetwork.ALL.stream().map(AccessNetwork::key).collect(Collectors.joining(", "));
            throw new WrongUsage("--network: \"" + part + "\" is not KIND=PERCENT with one of " + known);
        }
        return new NetworkShare(AccessNetwork.of(key).get(), Integer.parseInt(percent));
    }
}
