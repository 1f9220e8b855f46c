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
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 3, false, 720, 30, 1_500_000);

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
            for (int t = 0; t < 60; t++) {
                int tt = t;
                room.at(seconds(t), () -> {
                    var q = room.quality("zoe");
                    StringBuilder b = new StringBuilder();
                    q.slots()
                            .forEach(x -> b.append(x.aimed().id() + "/"
                                    + x.sent().id() + " " + x.sent().bitsPerSecond() / 1000 + " "));
                    System.out.println(tt + " TRACE " + q.link() + b.toString().replace("LayerId", ""));
                });
            }
            room.run(seconds(60));
            Bottleneck link = room.member("zoe").downlink().bottleneck();
            StringBuilder out = new StringBuilder("seed " + seed + "\n");
            for (int s = 0; s < 60; s++) {
                out.append(s + ": " + link.passed().rate(seconds(s), seconds(s + 1)) / 1000 + " kbps, queue max "
                        + link.waited().max(seconds(s), seconds(s + 1)) / 1_000_000 + " ms mean "
                        + link.waited().mean(seconds(s), seconds(s + 1)) / 1_000_000 + "\n");
            }
            out.append("steady " + link.passed().rate(seconds(5), seconds(20)) + " low "
                    + link.passed().rate(seconds(22), seconds(40)) + " high "
                    + link.passed().rate(seconds(48), seconds(60)) + " queue "
                    + link.waited().max(seconds(22), seconds(40)) / 1_000_000 + "dropped " + link.dropped() + "\n");
            for (int i = 0; i < 4; i++) {
                out.append("freeze "
                        + room.assertThat("zoe").slot("sv" + i).log().longestPauseNanos(seconds(2), seconds(60))
                                / 1_000_000
                        + " ms\n");
            }
            System.out.println(out);
            PacingTest.print(room);
        }
    }
}
