package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Command;
import io.plenum.core.MediaKind;
import io.plenum.sim.Bottleneck;
import io.plenum.sim.Conference;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.VideoFormat;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One viewer whose link changes or loses (after RFC 8867), with more on offer than it carries.
class BandwidthTest {
    private static final LinkProfile LINK = LinkProfile.GOOD.withDelay(millis(50), 0);
    private static final long QUEUE = millis(300);
    private static final long HIGH = 3_000_000;
    private static final long LOW = 600_000;
    private static final String[] PUBLISHERS = {"ann", "ben", "cem", "dea"};

    /// Five qualities and more for each of three sizes: temporal layers fill the gaps between them.
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 3, Set.of(), 720, 30, 1_500_000);

    /// Everybody's camera, large.
    private static Conference watched(long seed, String... viewers) {
        Conference room = conference(seed);
        for (String publisher : PUBLISHERS) {
            room.publisher(publisher, PublisherOptions.PERSON.filming(CAMERA));
        }
        for (String viewer : viewers) {
            room.subscriber(viewer, 3, PUBLISHERS.length).downlink(viewer, LINK);
            Command.Wish[] wishes = new Command.Wish[PUBLISHERS.length];
            for (int i = 0; i < wishes.length; i++) {
                wishes[i] = new Command.Wish(room.member(PUBLISHERS[i]).track(MediaKind.VIDEO), 1_280, 720);
            }
            room.at(0, () -> room.view(viewer, true, true, wishes));
        }
        return room;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void followsTheLinkDownAndUpAgain(long seed) {
        try (Conference room = watched(seed, "zoe").downlink("zoe", LINK.withRate(HIGH, QUEUE))) {
            room.at(seconds(20), () -> room.downlink("zoe", LINK.withRate(LOW, QUEUE)));
            room.at(seconds(40), () -> room.downlink("zoe", LINK.withRate(HIGH, QUEUE)));
            room.run(seconds(60));
            Bottleneck link = room.member("zoe").downlink().bottleneck();
            long steady = link.passed().rate(seconds(8), seconds(20));
            long queue = link.waited().percentile(0.99, seconds(26), seconds(40));
            long low = link.passed().rate(seconds(26), seconds(40));
            long high = link.passed().rate(seconds(50), seconds(60));
            String all =
                    "steady " + steady + ", low " + low + ", high " + high + ", queue " + queue / 1_000_000 + " ms";
            room.check(steady >= 0.75 * HIGH, all);
            room.check(queue < millis(150), all);
            room.check(low >= 0.6 * LOW, all);
        }
    }
}
