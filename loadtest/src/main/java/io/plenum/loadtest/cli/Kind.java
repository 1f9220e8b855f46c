package io.plenum.loadtest.cli;

import io.plenum.loadtest.scenario.Camera;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The kinds of load there are, with what each means unless the user says otherwise.
enum Kind {
    WEBINAR("one speaks and shows, many watch", 1, 1, 20, Camera.VP8, 1_500),
    MEETING("everybody sees and hears everybody", 1, 8, 0, Camera.VP8_SIMULCAST, 1_500),
    ROOMS("many small meetings at once", 25, 4, 0, Camera.VP8, 400),
    CHURN("a meeting in which people come and go", 1, 4, 0, Camera.VP8, 400),
    RAMP(
            "a webinar with more and more viewers (or meetings), until a bar is missed or one is refused",
            1,
            1,
            0,
            Camera.VP8,
            1_500);

    private final String help;
    private final int rooms;
    private final int people;
    private final int viewers;
    private final Camera camera;
    private final int kilobits;

    Kind(String help, int rooms, int people, int viewers, Camera camera, int kilobits) {
        this.help = help;
        this.rooms = rooms;
        this.people = people;
        this.viewers = viewers;
        this.camera = camera;
        this.kilobits = kilobits;
    }

    int rooms() {
        return rooms;
    }

    int people() {
        return people;
    }

    int viewers() {
        return viewers;
    }

    Camera camera() {
        return camera;
    }

    int kilobits() {
        return kilobits;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String help() {
        return String.format(Locale.ROOT, "  %-10s %s%n", key(), help);
    }

    static Kind of(String key) throws WrongUsage {
        return Arrays.stream(values())
                .filter(kind -> kind.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new WrongUsage("there is no test \"" + key + "\"; there are " + names()));
    }

    private static String names() {
        return Arrays.stream(values()).map(Kind::key).collect(Collectors.joining(", "));
    }
}
