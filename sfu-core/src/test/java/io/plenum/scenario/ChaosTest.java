package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.Dialect;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Vp8Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Everything at once, at random: whatever happens, receivers see only what a correct sender sends, and nothing leaks.
class ChaosTest {
    private static final int STEPS = 60;
    private static final List<Dialect> DIALECTS = List.of(Dialect.CHROMIUM, Dialect.FIREFOX, Dialect.PIPELINE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 1001, 1175})
    void nothingBreaks(long seed) {
        Random random = new Random(seed);
        List<String> here = new ArrayList<>();
        try (Conference room = conference(seed).subscriber("witness", 2, 2).run(seconds(1))) {
            for (int step = 0; step < STEPS; step++) {
                act(room, here, step, random);
                room.run(millis(random.nextInt(1_000)));
            }
            calm(room, here);
        }
    }

    private static void act(Conference room, List<String> here, int step, Random random) {
        if (here.isEmpty() || (here.size() < 6 && random.nextInt(5) == 0)) {
            String name = "p" + step;
            room.participant(name, options(random), room.nowNanos());
            here.add(name);
            room.run(millis(1));
            return;
        }
        String name = here.get(random.nextInt(here.size()));
        switch (random.nextInt(7)) {
            case 0 -> room.link(name, profile(random));
            case 1 -> room.downlink("witness", profile(random));
            case 2 -> room.mute(name, MediaKind.values()[random.nextInt(2)], random.nextBoolean());
            case 3 -> room.speaks(name, random.nextInt(20, 128));
            case 4 -> room.view("witness", random.nextBoolean(), true, room.wish(name, MediaKind.VIDEO));
            case 5 -> room.member(name).publisher().enabled(MediaKind.VIDEO, random.nextBoolean());
            default -> {
                room.leave(name);
                here.remove(name);
            }
        }
    }

    private static PublisherOptions options(Random random) {
        int[] pictureIdBits = {0, 7, 15};
        Vp8Shape shape = Vp8Shape.CAMERA
                .withPictureIdBits(pictureIdBits[random.nextInt(3)])
                .withLayers(random.nextInt(1, 4));
        return PublisherOptions.PERSON
                .speaking(DIALECTS.get(random.nextInt(DIALECTS.size())))
                .filming(shape)
                .clockOff(random.nextInt());
    }

    private static LinkProfile profile(Random random) {
        return new LinkProfile(
                millis(random.nextInt(100)),
                millis(random.nextInt(30)),
                random.nextDouble() * 0.1,
                random.nextDouble() * 0.02,
                0.3,
                random.nextDouble() * 0.05,
                random.nextDouble() * 0.05,
                0,
                0);
    }

    /// On good links, whoever is left is seen and heard again.
    private static void calm(Conference room, List<String> here) {
        room.downlink("witness", LinkProfile.GOOD);
        for (String name : here) {
            room.link(name, LinkProfile.GOOD)
                    .mute(name, MediaKind.VIDEO, false)
                    .mute(name, MediaKind.AUDIO, false)
                    .speaks(name, 30);
            room.member(name).publisher().enabled(MediaKind.VIDEO, true);
        }
        room.run(seconds(10)); // after a bad link the way up takes some time, docs/bwe.md
        for (String name : here) {
            room.view("witness", false, false, room.wish(name, MediaKind.VIDEO), room.wish(name, MediaKind.AUDIO));
            room.run(seconds(3)).assertThat("witness").sees(name).hears(name);
        }
    }
}
