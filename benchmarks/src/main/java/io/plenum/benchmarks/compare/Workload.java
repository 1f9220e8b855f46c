package io.plenum.benchmarks.compare;

import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.loadtest.scenario.Scenario;
import io.plenum.sim.LayeredShape;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What is compared.
///
/// @param people in each room who send and receive; `viewers` only receive
/// @param maxFloorRatio the bar: CPU per packet, as a multiple of the floor's
/// @param maxP99Millis the bar of the latency
record Workload(
        String name,
        int rooms,
        int people,
        int viewers,
        Camera camera,
        int bitsPerSecond,
        double maxFloorRatio,
        double maxP99Millis) {
    static final Workload WEBINAR = new Workload("webinar", 1, 1, 200, Camera.VP8, 1_500_000, 1.5, 4);
    static final Workload MEETING = new Workload("meeting", 1, 8, 0, Camera.VP8_SIMULCAST, 1_500_000, 2, 0.4);

    /// 400 kbit/s is what a tile of a small meeting has.
    static final Workload ROOMS = new Workload("rooms", 100, 4, 0, Camera.VP8, 400_000, 2, 4);

    static final List<Workload> ALL = List.of(WEBINAR, MEETING, ROOMS);

    private static final int HEIGHT = 720;
    private static final int FRAMES_PER_SECOND = 30;
    private static final int VOICES = 3;

    /// One speaks at a time, and hands over so often.
    private static final Duration TURN = Duration.ofSeconds(5);

    private static final double JOINS_PER_SECOND = 40;

    static Optional<Workload> of(String name) {
        return ALL.stream().filter(workload -> workload.name.equals(name)).findFirst();
    }

    Workload withRooms(int count) {
        return new Workload(name, count, people, viewers, camera, bitsPerSecond, maxFloorRatio, maxP99Millis);
    }

    Workload withViewers(int count) {
        return new Workload(name, rooms, people, count, camera, bitsPerSecond, maxFloorRatio, maxP99Millis);
    }

    /// Who receive, in each room.
    int receivers() {
        return viewers > 0 ? people + viewers : people;
    }

    /// To how many each sender's packets go.
    int fanOut() {
        return receivers() - 1;
    }

    /// @param split for a server whose protocol has no connection that sends and receives: as many receive, and twice
    /// as
    ///     many connections there are in a meeting
    Scenario scenario(boolean split, Duration warmUp, Duration duration, int sample) {
        LayeredShape shape = camera.shape(HEIGHT, FRAMES_PER_SECOND, bitsPerSecond);
        int others = viewers > 0 ? people : people - 1;
        return new Scenario(
                name,
                rooms,
                people,
                split && viewers == 0 ? people : viewers,
                split,
                shape,
                VOICES,
                others,
                Layout.GRID,
                TURN,
                JOINS_PER_SECOND,
                0,
                Duration.ZERO,
                warmUp,
                duration,
                List.of(),
                Optional.empty(),
                0,
                sample,
                1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s: %d room(s) of %d who send and %d who watch, %s at %d kbit/s and Opus",
                name,
                rooms,
                people,
                viewers,
                camera.key(),
                bitsPerSecond / 1_000);
    }
}
