package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.MediaKind;
import io.plenum.sim.Conference;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.stats.DropReason;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Networks reorder and double packets, numbers wrap, and anybody can send anything.
class DisorderTest {
    @ParameterizedTest
    @ValueSource(ints = {65_400, 65_535, 0, 32_700})
    void sequenceNumbersWrap(int firstSequence) {
        try (Conference room = conference(1)
                .publisher("ann", PublisherOptions.PERSON.startingAt(firstSequence))
                .subscriber("bob")
                .uplink("ann", LinkProfile.bursts(3))
                .downlink("bob", LinkProfile.bursts(3))
                .run(seconds(10))) {
            room.assertThat("bob").sees("ann").hears("ann").sawNoVideoGap();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {2, 3, 4})
    void disorderIsPutRight(long seed) {
        LinkProfile profile = LinkProfile.reordering(5);
        try (Conference room = conference(seed)
                .publisher("ann")
                .subscriber("bob")
                .link("ann", profile)
                .link("bob", profile)
                .run(seconds(10))) {
            room.assertThat("bob").sees("ann").hears("ann").sawNoGap();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void doublesAreDropped(long seed) {
        try (Conference room = conference(seed)
                .publisher("ann")
                .subscriber("bob")
                .uplink("ann", LinkProfile.duplication(20))
                .run(seconds(10))) {
            room.assertThat("bob").sees("ann").hears("ann").sawNoGap();
            room.check(room.dropped(DropReason.RTP_DUPLICATE) > 100, "no duplicate was counted");
            long packets = room.assertThat("bob").slot("sv0").packets();
            long sent = room.member("ann").publisher().packetsSent(MediaKind.VIDEO);
            room.check(packets <= sent, packets + " packets of " + sent);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void noiseFromAParticipantHarmsNobody(long seed) {
        Random random = new Random(seed);
        try (Conference room = conference(seed)
                .participant("ann")
                .participant("bob")
                .participant("mallory")
                .run(seconds(2))) {
            for (int i = 0; i < 10_000; i++) {
                room.inject("mallory", noise(random));
                if (i % 100 == 0) {
                    room.run(millis(20));
                }
            }
            room.run(seconds(1)).assertThat("ann").sees("bob").hears("bob");
            room.check(room.dropped(DropReason.RTCP_MALFORMED) > 100, "no malformed RTCP was counted");
            room.check(room.dropped(DropReason.RTP_MALFORMED) > 100, "no malformed RTP was counted");
        }
    }

    /// Half of it looks like RTP or RTCP at its beginning.
    private static byte[] noise(Random random) {
        byte[] bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
        if (bytes.length > 4 && random.nextBoolean()) {
            bytes[0] = (byte) (0x80 | (bytes[0] & 0x1F));
            bytes[1] = (byte) (random.nextBoolean() ? random.nextInt(200, 208) : random.nextInt(95, 112));
            bytes[2] = 0;
            bytes[3] = (byte) (bytes.length / 4 - 1);
        }
        return bytes;
    }
}
