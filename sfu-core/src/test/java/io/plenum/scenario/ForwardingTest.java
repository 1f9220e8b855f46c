package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.Dialect;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Vp8Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whoever joins sees and hears the others, whatever client they use.
class ForwardingTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void threeSeeAndHearEachOther(long seed) {
        try (Conference room = conference(seed)
                .participant("ann", PublisherOptions.PERSON.speaking(Dialect.CHROMIUM), 0)
                .participant("bob", PublisherOptions.PERSON.speaking(Dialect.FIREFOX), millis(300))
                .participant("cyd", PublisherOptions.PERSON.speaking(Dialect.PIPELINE), millis(700))
                .run(seconds(6))) {
            for (String name : new String[] {"ann", "bob", "cyd"}) {
                for (String other : new String[] {"ann", "bob", "cyd"}) {
                    if (!name.equals(other)) {
                        room.assertThat(name).sees(other).hears(other);
                    }
                }
                room.assertThat(name)
                        .doesNotSee(name)
                        .doesNotHear(name)
                        .hasFilled(MediaKind.VIDEO, 2)
                        .hasFilled(MediaKind.AUDIO, 2)
                        .sawNoGap();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "7, 1", "15, 1", "0, 2", "7, 3", "15, 3"})
    void everyShapeOfVp8IsForwarded(int pictureIdBits, int temporalLayers) {
        Vp8Shape shape = Vp8Shape.CAMERA.withPictureIdBits(pictureIdBits).withLayers(temporalLayers);
        try (Conference room = conference(11)
                .publisher("ann", PublisherOptions.PERSON.filming(shape))
                .subscriber("bob")
                .run(seconds(4))) {
            room.assertThat("bob").sees("ann").hears("ann").sawNoGap();
        }
    }

    /// An offer need not name its SSRCs: then the MID extension tells which m-line a packet belongs to.
    @Test
    void tracksAreToldApartByMid() {
        try (Conference room = conference(12)
                .publisher("ann", PublisherOptions.PERSON.unnamed())
                .subscriber("bob")
                .run(seconds(4))) {
            room.assertThat("bob").sees("ann").hears("ann").sawNoGap();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {13, 14})
    void someoneWhoOnlySpeaksOrOnlyShowsIsForwarded(long seed) {
        try (Conference room = conference(seed)
                .publisher("voice", PublisherOptions.PERSON.sending(true, false))
                .publisher("camera", PublisherOptions.PERSON.sending(false, true))
                .subscriber("bob")
                .run(seconds(4))) {
            room.assertThat("bob")
                    .hears("voice")
                    .sees("camera")
                    .doesNotSee("voice")
                    .doesNotHear("camera");
        }
    }
}
