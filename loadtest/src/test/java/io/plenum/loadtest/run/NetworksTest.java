package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.loadtest.crowd.NetworkSample;
import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkStatistics;
import io.plenum.loadtest.media.Streams;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What comes of seconds, network by network.
class NetworksTest {
    private final Networks networks = new Networks(Results.scenario("lte", "train"));

    @Test
    void secondsAreSummedUpByNetworks() {
        networks.add(Map.of("lte", sample(3, new Streams(4, 1), 5), "straight", sample(9, Streams.NONE, 0)), 1);
        networks.add(Map.of("lte", sample(2, new Streams(4, 4), 7)), 0.5);
        NetworkResult lte = networks.results().get(1);
        assertEquals("lte", lte.network());
        assertEquals(3, lte.people(), "the most");
        assertEquals(2 * Results.good().packets(), lte.counts().packets());
        assertEquals((1 + 4 * 0.5) / (4 + 4 * 0.5), lte.starvedRatio());
        assertEquals(2, lte.emulator().down().lost());
        assertEquals(7, lte.emulator().lateNanos(), "at worst");
    }

    @Test
    void eachIsThereInOrderThoughNobodySitsBehindIt() {
        assertEquals(
                List.of("straight", "lte", "train"),
                networks.results().stream().map(NetworkResult::network).toList());
        NetworkResult nobodys = networks.results().getLast();
        assertEquals(0, nobodys.people());
        assertEquals(Double.NaN, nobodys.counts().latencyMillis(99));
        assertEquals(0, nobodys.starvedRatio());
    }

    private static NetworkSample sample(int present, Streams streams, long lateNanos) {
        LinkStatistics link = new LinkStatistics(10, 9, 1, 0, 0, 0);
        return new NetworkSample(
                present, Results.good(), Results.good(), streams, new EmulatorSample(link, link, 0, lateNanos));
    }
}
