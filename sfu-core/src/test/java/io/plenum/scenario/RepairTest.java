package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.Dialect;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.stats.Counter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lost packets are repaired on the leg that lost them.
class RepairTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomLossToASubscriberIsRepaired(long seed) {
        repairedDownstream(seed, LinkProfile.loss(5));
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void burstsOfLossToASubscriberAreRepaired(long seed) {
        repairedDownstream(seed, LinkProfile.bursts(5).withDelay(millis(40), millis(10)));
    }

    /// From our history: the publisher does not hear of it.
    private static void repairedDownstream(long seed, LinkProfile profile) {
        try (Conference room = conference(seed)
                .publisher("ann")
                .subscriber("bob")
                .subscriber("cyd")
                .subscriber("dan")
                .downlink("bob", profile)
                .downlink("cyd", profile)
                .run(seconds(10))) {
            for (String name : new String[] {"bob", "cyd"}) {
                room.assertThat(name).sees("ann").sawNoVideoGap();
                long repaired = room.assertThat(name).slot("sv0").recovered();
                room.check(repaired > 20, name + " got only " + repaired + " packets after all");
                room.check(room.assertThat(name).slot("sv0").log().count() >= 280, name + " saw too few frames");
            }
            room.assertThat("dan").sees("ann").sawNoGap();
            room.check(room.assertThat("dan").slot("sv0").nacksSent() == 0, "dan lost nothing");
            room.check(room.member("ann").publisher().feedback().packetsNacked() == 0, "ann was asked");
            room.check(room.count(Counter.RTX_SENT) > 40, "nothing was counted");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void lossFromAPublisherIsRepairedForEverybody(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann", PublisherOptions.PERSON.speaking(Dialect.FIREFOX))
                .subscriber("bob")
                .subscriber("cyd")
                .uplink("ann", LinkProfile.bursts(5))
                .run(seconds(10))) {
            for (String name : new String[] {"bob", "cyd"}) {
                room.assertThat(name).sees("ann").sawNoVideoGap();
                room.check(room.assertThat(name).slot("sv0").log().count() >= 280, name + " saw too few frames");
            }
            int asked = room.member("ann").publisher().feedback().packetsNacked();
            room.check(asked > 20, "ann was asked for " + asked + " packets only");
            room.check(room.count(Counter.PACKETS_RECOVERED_UPSTREAM) > 20, "nothing was counted");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void lossOnBothLegsIsRepairedOnEach(long seed) {
        try (Conference room = conference(seed)
                .participant("ann")
                .participant("bob")
                .link("ann", LinkProfile.loss(5))
                .link("bob", LinkProfile.bursts(5))
                .run(seconds(10))) {
            room.assertThat("ann").sees("bob").hears("bob").sawNoVideoGap();
            room.assertThat("bob").sees("ann").hears("ann").sawNoVideoGap();
        }
    }

    /// Nothing can be repaired during an outage; afterwards the picture comes back by a key frame.
    @Test
    void anOutageEndsWithAKeyFrame() {
        try (Conference room = conference(12).publisher("ann").subscriber("bob").run(seconds(3))) {
            room.downlink("bob", LinkProfile.loss(100)).run(seconds(4));
            room.downlink("bob", LinkProfile.GOOD).run(seconds(4));
            room.assertThat("bob").sees("ann").hears("ann");
        }
    }

    @Test
    void anOutageOfThePublisherEndsWithAKeyFrame() {
        try (Conference room = conference(13).publisher("ann").subscriber("bob").run(seconds(3))) {
            room.uplink("ann", LinkProfile.loss(100)).run(seconds(4));
            room.uplink("ann", LinkProfile.GOOD).run(seconds(4));
            room.assertThat("bob").sees("ann").hears("ann").hasFilled(MediaKind.VIDEO, 1);
        }
    }
}
