package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.loadtest.link.EmulatorSample;
import io.plenum.loadtest.link.LinkStatistics;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What loops and link emulators tell, put together.
class CrowdSampleTest {
    private static final EmulatorSample EMULATOR = new EmulatorSample(LinkStatistics.NONE, LinkStatistics.NONE, 5, 0);

    @Test
    void thoseBehindOneNetworkAreOneWhicheverLoopTheirsIs() {
        CrowdSample both = loop(Map.of("straight", there(3), "lte", there(2)))
                .plus(loop(Map.of("lte", there(4), "train", there(1))))
                .over(Map.of("lte", EMULATOR));
        assertEquals(Set.of("straight", "lte", "train"), both.networks().keySet());
        assertEquals(6, of("lte", both).present());
        assertEquals(EMULATOR, of("lte", both).emulator());
        assertEquals(3, of("straight", both).present());
        assertEquals(EmulatorSample.NONE, of("straight", both).emulator());
    }

    @Test
    void whatIsKeptOfEachSecondIsOfEverybody() {
        assertEquals(Map.of(), loop(Map.of("lte", there(2))).packed().networks());
    }

    private static NetworkSample of(String network, CrowdSample sample) {
        return sample.networks().getOrDefault(network, NetworkSample.none());
    }

    private static CrowdSample loop(Map<String, NetworkSample> networks) {
        return new CrowdSample(0, Counts.none(), Counts.none(), List.of(0), 0, Streams.NONE, networks);
    }

    private static NetworkSample there(int present) {
        return new NetworkSample(present, Counts.none(), Counts.none(), Streams.NONE, EmulatorSample.NONE);
    }
}
