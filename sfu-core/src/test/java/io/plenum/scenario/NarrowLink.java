package io.plenum.scenario;

import static io.plenum.sim.Conference.conference;
import static io.plenum.sim.Times.millis;
import static io.plenum.sim.Times.seconds;

import io.plenum.core.Command;
import io.plenum.core.MediaKind;
import io.plenum.sim.Bottleneck;
import io.plenum.sim.Conference;
import io.plenum.sim.Download;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Samples;
import io.plenum.sim.VideoFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// What viewers get of a link that is narrow, changes, loses or is shared (after RFC 8867), with more on offer than it
/// carries: the scenarios of [BandwidthTest] and [BandwidthTable].
final class NarrowLink {
    static final long HIGH = 3_000_000;
    static final long LOW = 600_000;
    static final long FRESH = 5_000_000;
    static final long SHARED = 4_500_000;
    static final List<String> FOUR = List.of("ann", "ben", "cem", "dea");
    static final List<String> NINE = List.of("ann", "ben", "cem", "dea", "eda", "fay", "gil", "hal", "ida");

    private static final LinkProfile LINK = LinkProfile.GOOD.withDelay(millis(50), 0);
    private static final long QUEUE = millis(300);
    private static final long BESIDE_DOWNLOAD = 4_000_000;
    private static final double RISEN = 0.85;

    /// Five qualities and more for each of three sizes: temporal layers fill the gaps between them.
    private static final LayeredShape CAMERA = new LayeredShape(VideoFormat.VP8, 3, 1, 3, Set.of(), 720, 30, 1_500_000);

    /// Capacity falls from [#HIGH] to [#LOW] and comes back; rates are in bits per second.
    ///
    /// @param queueNanos the 99th percentile of waits from two seconds after the fall on
    /// @param freezeNanos the longest pause of a picture, but for the first three seconds
    /// @param riseNanos how long after the link is wide again a second begins in which 85 % of it are used
    record Fall(long steady, long queueNanos, long low, long freezeNanos, long riseNanos, long raised) {}

    /// @param fairness Jain's index of the rates
    /// @param together what all viewers get, in bits per second
    record Sharing(double fairness, long together) {}

    /// Bits per second of the viewer and of the download.
    record Beside(long ours, long theirs) {}

    /// Bits per second while nothing is looked at, and from four seconds after that on.
    record Pause(long meanwhile, long resumed) {}

    private NarrowLink() {}

    static long steady(long seed, List<String> publishers) {
        return steady(seed, publishers, LINK.withRate(HIGH, QUEUE));
    }

    static long withLoss(long seed, double percent) {
        return steady(seed, FOUR, LINK.withRate(HIGH, QUEUE).withLoss(percent));
    }

    private static long steady(long seed, List<String> publishers, LinkProfile link) {
        try (Conference room = watched(seed, publishers, "zoe").downlink("zoe", link)) {
            room.run(seconds(60));
            return passed(room).rate(seconds(10), seconds(60));
        }
    }

    static Fall fall(long seed, List<String> publishers) {
        try (Conference room = watched(seed, publishers, "zoe").downlink("zoe", LINK.withRate(HIGH, QUEUE))) {
            room.at(seconds(20), () -> room.downlink("zoe", LINK.withRate(LOW, QUEUE)));
            room.at(seconds(40), () -> room.downlink("zoe", LINK.withRate(HIGH, QUEUE)));
            room.run(seconds(60));
            Samples passed = passed(room);
            Bottleneck link = room.member("zoe").downlink().bottleneck();
            return new Fall(
                    passed.rate(seconds(8), seconds(20)),
                    link.waited().percentile(0.99, seconds(22), seconds(40)),
                    passed.rate(seconds(22), seconds(40)),
                    longestPause(room, publishers.size(), seconds(3), seconds(60)),
                    risenAfter(passed, seconds(40)),
                    passed.rate(seconds(48), seconds(60)));
        }
    }

    private static long longestPause(Conference room, int slots, long from, long to) {
        return IntStream.range(0, slots)
                .mapToLong(
                        slot -> room.assertThat("zoe").slot("sv" + slot).log().longestPauseNanos(from, to))
                .max()
                .orElseThrow();
    }

    private static long risenAfter(Samples passed, long from) {
        long at = from;
        while (at < from + seconds(20) && passed.rate(at, at + seconds(1)) < RISEN * HIGH) {
            at += millis(200);
        }
        return at - from;
    }

    /// In the second half of the second second.
    static long fresh(long seed) {
        try (Conference room = watched(seed, FOUR, "zoe").downlink("zoe", LINK.withRate(FRESH, QUEUE))) {
            room.run(seconds(2));
            return passed(room).rate(millis(1_500), seconds(2));
        }
    }

    /// Three viewers behind one link, from a minute after the start on.
    static Sharing sharing(long seed) {
        String[] viewers = {"zoe", "yan", "xia"};
        try (Conference room = watched(seed, FOUR, viewers)) {
            Bottleneck shared = room.behind(SHARED, QUEUE, viewers);
            room.run(seconds(100));
            double[] rates = new double[viewers.length];
            for (int i = 0; i < viewers.length; i++) {
                rates[i] = room.member(viewers[i]).downlink().passed().rate(seconds(60), seconds(100));
            }
            return new Sharing(jain(rates), shared.passed().rate(seconds(60), seconds(100)));
        }
    }

    /// 1 when all are equal, 1/n when one has everything.
    private static double jain(double[] rates) {
        double sum = 0;
        double squares = 0;
        for (double rate : rates) {
            sum += rate;
            squares += rate * rate;
        }
        return sum * sum / (rates.length * squares);
    }

    /// A download fills the queue by itself.
    static Beside besideDownload(long seed) {
        try (Conference room = watched(seed, FOUR, "zoe")) {
            Bottleneck shared = room.behind(BESIDE_DOWNLOAD, millis(200), "zoe");
            Download download = room.download(shared, millis(100), seconds(20));
            room.run(seconds(80));
            long theirs = download.received().rate(seconds(40), seconds(80));
            return new Beside(shared.passed().rate(seconds(40), seconds(80)) - theirs, theirs);
        }
    }

    /// The viewer looks at nothing for a while.
    static Pause pause(long seed) {
        try (Conference room = watched(seed, FOUR, "zoe").downlink("zoe", LINK.withRate(HIGH, QUEUE))) {
            room.at(seconds(20), () -> room.view("zoe", false, true));
            room.at(seconds(40), () -> room.view("zoe", true, true, wishes(room, FOUR)));
            room.run(seconds(50));
            Samples passed = passed(room);
            return new Pause(passed.rate(seconds(22), seconds(40)), passed.rate(seconds(44), seconds(50)));
        }
    }

    private static Samples passed(Conference room) {
        return room.member("zoe").downlink().bottleneck().passed();
    }

    /// Everybody's camera, large.
    private static Conference watched(long seed, List<String> publishers, String... viewers) {
        Conference room = conference(seed);
        for (String publisher : publishers) {
            room.publisher(publisher, PublisherOptions.PERSON.filming(CAMERA));
        }
        for (String viewer : viewers) {
            room.subscriber(viewer, 3, publishers.size()).downlink(viewer, LINK);
            room.at(0, () -> room.view(viewer, true, true, wishes(room, publishers)));
        }
        return room;
    }

    private static Command.Wish[] wishes(Conference room, List<String> publishers) {
        return publishers.stream()
                .map(name -> new Command.Wish(room.member(name).track(MediaKind.VIDEO), 1_280, 720))
                .toArray(Command.Wish[]::new);
    }
}
