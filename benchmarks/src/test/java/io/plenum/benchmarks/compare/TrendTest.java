package io.plenum.benchmarks.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.crowd.CrowdSample;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;
import io.plenum.loadtest.run.Sample;
import io.plenum.loadtest.run.ServerReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrendTest {
    private static Sample sample(int second) {
        CrowdSample crowd = new CrowdSample(1, Counts.none(), Counts.none(), List.of(), 0, Streams.NONE, Map.of());
        ServerReading server = new ServerReading(0, 100_000_000L + second * 1_000_000L, 20, 50 + second % 2);
        return new Sample(second, 1, true, crowd, Optional.of(server), 0.5);
    }

    @Test
    void aMegabyteASecondIsThreeThousandSixHundredAnHour() {
        Measurement trend = new Measurement(
                Trend.of(IntStream.range(0, 100).mapToObj(TrendTest::sample).toList()), "");
        assertEquals(3_600, trend.get(Figure.RESIDENT_MB_PER_HOUR), 1e-6);
        assertEquals(104.5, trend.get(Figure.RESIDENT_START_MB), 1e-6);
        assertEquals(194.5, trend.get(Figure.RESIDENT_END_MB), 1e-6);
        assertEquals(20, trend.get(Figure.THREADS_MIDDLE), 1e-6);
        assertEquals(50.5, trend.get(Figure.DESCRIPTORS_END), 1e-6);
    }

    @Test
    void aMomentHasNoTrend() {
        assertTrue(Trend.of(List.of(sample(0))).isEmpty());
    }
}
