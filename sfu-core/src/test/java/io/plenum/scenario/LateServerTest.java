package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.LinkStatus;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.VideoFormat;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that gets its processors late delays everybody's packets; it must not think that their links do.
class LateServerTest {
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 3, Set.of(), 720, 30, 1_500_000);
    private static final LinkProfile WIDE = LinkProfile.GOOD.withDelay(millis(50), 0);
    private static final long NARROW = 600_000;
    private static final long QUEUE = millis(300);

    /// As seen of a shard with 150 viewers while 50 people a second joined.
    private static final long LATE = millis(60);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void itsOwnLatenessIsNoQueueOfALink(long seed) {
        try (Conference room = watched(seed).downlink("eve", WIDE).run(seconds(20))) {
            long before = room.quality("eve").link().estimateBitsPerSecond();
            room.late(0, LATE);
            for (int i = 0; i < 100; i++) {
                room.run(millis(200));
                LinkStatus link = room.quality("eve").link();
                room.check(link.estimateBitsPerSecond() >= before, before + " became " + link);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void aLinkThatNarrowsIsSeenAllTheSame(long seed) {
        try (Conference room = watched(seed).downlink("eve", WIDE).late(0, LATE).run(seconds(20))) {
            room.downlink("eve", WIDE.withRate(NARROW, QUEUE)).run(seconds(15));
            long estimate = room.quality("eve").link().estimateBitsPerSecond();
            room.check(estimate <= 1.3 * NARROW, "the link is thought to carry " + estimate);
        }
    }

    private static Conference watched(long seed) {
        return conference(seed)
                .publisher("ann", PublisherOptions.PERSON.filming(CAMERA))
                .publisher("ben", PublisherOptions.PERSON.filming(CAMERA))
                .subscriber("eve", 2, 2);
    }
}
