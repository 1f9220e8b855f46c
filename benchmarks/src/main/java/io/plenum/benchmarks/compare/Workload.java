package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.crowd.RecordedMedia;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.sim.LayeredShape;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What servers are loaded with.
///
/// @param people in each room who send and receive; `viewers` only receive
record Workload(
        String name,
        int rooms,
        int people,
        int viewers,
        Camera camera,
        int bitsPerSecond,
        int framesPerSecond,
        Guests guests) {
    private static final String WEBINAR = "webinar";
    private static final int HEIGHT = 720;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int VOICES = 3;

    /// One speaks at a time, and hands over so often.
    private static final Duration TURN = Duration.ofSeconds(5);

    private static final double JOINS_PER_SECOND = 40;

    /// Beside so many, of whom each is told of each new one or sends to others already, joins find no processor in time
    /// at that pace: 1 of 400 in rooms of 4 and 26 of 1,000 in one room did not get in.
    private static final int MANY = 300;

    private static final double JOINS_PER_SECOND_OF_MANY = 20;

    /// As the load test's own.
    private static final Duration JOIN_PATIENCE = Duration.ofSeconds(30);

    /// One who speaks and shows, and many who watch.
    static Workload webinar(int viewers) {
        return new Workload(WEBINAR, 1, 1, viewers, Camera.VP8, 1_500_000, FRAMES_PER_SECOND, Guests.NONE);
    }

    /// The same at a rate that one small machine carries for a thousand, the load included.
    static Workload frugalWebinar(int viewers) {
        return new Workload("frugal webinar", 1, 1, viewers, Camera.VP8, 150_000, 15, Guests.NONE);
    }

    static Workload meeting(int people) {
        return new Workload("meeting", 1, people, 0, Camera.VP8_SIMULCAST, 1_500_000, FRAMES_PER_SECOND, Guests.NONE);
    }

    /// 400 kbit/s is what a tile of a small meeting has.
    static Workload rooms(int rooms, int people) {
        return new Workload("rooms", rooms, people, 0, Camera.VP8, 400_000, FRAMES_PER_SECOND, Guests.NONE);
    }

    /// Whether the number of its viewers is up to the user.
    boolean isWebinar() {
        return name.equals(WEBINAR);
    }

    Workload withRooms(int count) {
        return new Workload(name, count, people, viewers, camera, bitsPerSecond, framesPerSecond, guests);
    }

    Workload withViewers(int count) {
        return new Workload(name, rooms, people, count, camera, bitsPerSecond, framesPerSecond, guests);
    }

    Workload with(Guests coming) {
        return new Workload(name, rooms, people, viewers, camera, bitsPerSecond, framesPerSecond, coming);
    }

    /// Who receive, in each room.
    int receivers() {
        return viewers > 0 ? people + viewers : people;
    }

    /// To how many each sender's packets go.
    int fanOut() {
        return receivers() - 1;
    }

    /// As many as one room may have to hold.
    int mostInRoom() {
        return receivers() + 1 + guests.most();
    }

    /// @param split for a server whose protocol has no connection that sends and receives: then a meeting has two
    ///     connections for each of its people
    Scenario scenario(boolean split, Terms terms) {
        LayeredShape shape = camera.shape(HEIGHT, framesPerSecond, bitsPerSecond);
        int others = viewers > 0 ? people : people - 1;
        return new Scenario(
                name,
                rooms,
                people,
                split && viewers == 0 ? people : viewers,
                split,
                shape,
                RecordedMedia.NONE,
                VOICES,
                others,
                Layout.GRID,
                TURN,
                rooms * receivers() > MANY ? JOINS_PER_SECOND_OF_MANY : JOINS_PER_SECOND,
                JOIN_PATIENCE,
                guests.perSecond(),
                guests.stay(),
                guests.elsewhere(),
                guests.calm(terms.duration()),
                terms.warmUp(),
                terms.duration(),
                List.of(),
                Optional.empty(),
                0,
                terms.sample(),
                1);
    }

    @Override
    public String toString() {
        String coming = guests.perSecond() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; %.0f a second come%s and stay %d s",
                        guests.perSecond(),
                        guests.elsewhere() ? " elsewhere" : "",
                        guests.stay().toSeconds());
        return String.format(
                Locale.ROOT,
                "%d room(s) of %d who send and %d who watch, %s at %d kbit/s and Opus%s",
                rooms,
                people,
                viewers,
                camera.key(),
                bitsPerSecond / 1_000,
                coming);
    }
}
