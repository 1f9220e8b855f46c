package io.plenum.scenario;

import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command.Wish;
import io.plenum.core.Importance;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
import io.plenum.sim.Crowd;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.VideoFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A large meeting over links of every kind: each viewer sees what an optimum that knows the true rates would give.
class CrowdTest {
    private static final long SEED = 1;
    private static final int PUBLISHERS = 50;
    private static final int VIEWERS = 200;
    private static final long DURATION = seconds(600);
    private static final long WARM_UP = seconds(20);
    private static final long SAMPLE = seconds(1);

    /// Simulcast of 15 frames in a second.
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 1, Set.of(), 720, 15, 1_200_000);

    /// Of each viewer's time.
    private static final double NEAR = 0.95;

    /// Of all viewers' time.
    private static final double NEAR_TOGETHER = 0.99;

    private static final double SLOWEST = 300_000;
    private static final double FASTEST = 8_000_000;

    /// One viewer as the test knows it, and what was seen of it.
    private static final class Seat {
        final int number;
        final long rate;
        final List<Wish> wishes;
        final int[] last;
        int samples;
        int near;
        int switches;

        Seat(int number, long rate, List<Wish> wishes) {
            this.number = number;
            this.rate = rate;
            this.wishes = wishes;
            this.last = new int[wishes.size()];
            Arrays.fill(last, -2);
        }
    }

    @Test
    void everyViewerIsWithinAStepOfTheBestNearlyAlways() {
        Random random = new Random(SEED);
        Crowd crowd = new Crowd(SEED);
        List<TrackId> tracks = new ArrayList<>();
        for (int i = 0; i < PUBLISHERS; i++) {
            tracks.add(crowd.publisher(CAMERA));
            crowd.run(millis(7));
        }
        List<Seat> seats = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            long rate = Math.round(SLOWEST * Math.pow(FASTEST / SLOWEST, random.nextDouble()));
            List<Wish> wishes = layout(tracks, random);
            seats.add(new Seat(crowd.viewer(rate, millis(10 + random.nextInt(60)), wishes), rate, wishes));
            crowd.run(millis(13));
        }
        crowd.run(WARM_UP);
        long[] rates = CrowdOptimum.trueRates(CAMERA);
        for (long at = 0; at < DURATION; at += SAMPLE) {
            crowd.run(SAMPLE);
            for (Seat seat : seats) {
                sample(seat, crowd.quality(seat.number).slots(), rates);
            }
        }
        String figures = figures(crowd, seats) + ", seed " + SEED;
        double near = seats.stream()
                .mapToDouble(seat -> (double) seat.near / seat.samples)
                .average()
                .orElse(0);
        assertTrue(near >= NEAR_TOGETHER, figures);
        for (Seat seat : seats) {
            double nearTheBest = (double) seat.near / seat.samples;
            assertTrue(
                    nearTheBest >= NEAR, "viewer " + seat.number + " is near the best " + nearTheBest + ": " + figures);
            double perSlot = (double) seat.switches / seat.wishes.size() / ((double) DURATION / seconds(10));
            assertTrue(perSlot < 1, "viewer " + seat.number + " switches " + perSlot + " times in 10 s: " + figures);
        }
    }

    /// A stage with thumbnails, a grid, or a strip.
    private static List<Wish> layout(List<TrackId> tracks, Random random) {
        int kind = random.nextInt(3);
        int first = random.nextInt(tracks.size());
        List<Wish> wishes = new ArrayList<>();
        int pictures = new int[] {7, 4, 9}[kind];
        for (int i = 0; i < pictures; i++) {
            boolean stage = kind == 0 && i == 0;
            int height = stage ? 720 : new int[] {180, 360, 180}[kind];
            TrackId track = tracks.get((first + i) % tracks.size());
            wishes.add(new Wish(track, height * 16 / 9, height, 60, stage ? Importance.ON_STAGE : Importance.NORMAL));
        }
        return wishes;
    }

    private static void sample(Seat seat, List<SlotStatus> slots, long[] rates) {
        int[] best = CrowdOptimum.choose(seat.rate, seat.wishes, rates);
        boolean near = true;
        for (int i = 0; i < seat.wishes.size(); i++) {
            TrackId track = seat.wishes.get(i).track();
            SlotStatus slot = slots.stream()
                    .filter(status -> status.track().filter(track::equals).isPresent())
                    .findFirst()
                    .orElseThrow();
            int aimed = slot.aimed().id().encoding();
            near &= Math.abs(aimed - best[i]) <= 1;
            seat.switches += seat.last[i] != -2 && seat.last[i] != aimed ? 1 : 0;
            seat.last[i] = aimed;
        }
        seat.samples++;
        seat.near += near ? 1 : 0;
    }

    private static String figures(Crowd crowd, List<Seat> seats) {
        double worst = seats.stream()
                .mapToDouble(seat -> (double) seat.near / seat.samples)
                .min()
                .orElse(0);
        double mean = seats.stream()
                .mapToDouble(seat -> (double) seat.near / seat.samples)
                .average()
                .orElse(0);
        double most = seats.stream()
                .mapToDouble(seat -> (double) seat.switches / seat.wishes.size() / ((double) DURATION / seconds(10)))
                .max()
                .orElse(0);
        return String.format(
                "near the best: worst %.3f, mean %.3f; switches per slot in 10 s: most %.3f; %d packets in, %d out, %d"
                        + " dropped; %d layer events, %d key frames",
                worst,
                mean,
                most,
                crowd.packetsSent(),
                crowd.packets(),
                crowd.dropped(),
                crowd.layerEvents(),
                crowd.keyFrames());
    }
}
