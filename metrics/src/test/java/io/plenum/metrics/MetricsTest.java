package io.plenum.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.LayerReason;
import io.plenum.core.LinkLimit;
import io.plenum.core.Relief;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import io.plenum.stats.Timing;
import io.plenum.stats.Timings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class MetricsTest {
    private final Counters counters = new Counters();
    private final Timings timings = new Timings();
    private final Counters otherCounters = new Counters();
    private final Metrics metrics = new Metrics(
            "1.2.3",
            () -> new MeetingsView(
                    2,
                    7,
                    6,
                    1,
                    20,
                    13,
                    3,
                    4,
                    5,
                    0,
                    new QualityView(Map.of(LayerReason.BANDWIDTH, 3), Map.of(LinkLimit.DELAY, 2), List.of(1, 0, 5))),
            List.of(300_000L, 1_000_000L),
            List.of(
                    new ShardView("0", counters, timings, () -> 5, () -> 40, 1000, () -> Relief.SIZES),
                    new ShardView("1", otherCounters, new Timings(), () -> 0, () -> 0, 1000, () -> Relief.NONE)));

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void meetingsAndVersionAreShown() {
        Scrape scrape = Scrape.of(metrics.scrape());
        assertEquals(2, scrape.value("plenum_rooms"));
        assertEquals(7, scrape.value("plenum_participants"));
        assertEquals(6, scrape.value("plenum_sockets"));
        assertEquals(1, scrape.value("plenum_http_sessions"));
        assertEquals(20, scrape.value("plenum_joins_total"));
        assertEquals(13, scrape.value("plenum_leaves_total"));
        assertEquals(3, scrape.value("plenum_resumes_total"));
        assertEquals(4, scrape.value("plenum_refusals_total"));
        assertEquals(1, scrape.value("plenum_info", "version", "1.2.3"));
    }

    @Test
    void picturesAreCountedByTheReasonWhyTheyAreNotBetter() {
        Scrape scrape = Scrape.of(metrics.scrape());
        assertEquals(3, scrape.value("plenum_video_slots", "reason", "bandwidth"));
        assertEquals(0, scrape.value("plenum_video_slots", "reason", "playing_wanted"));
        assertEquals(2, scrape.value("plenum_subscriber_links", "limit", "delay"));
        assertEquals(1, scrape.value("plenum_subscriber_estimates", "up_to", "300000"));
        assertEquals(0, scrape.value("plenum_subscriber_estimates", "up_to", "1000000"));
        assertEquals(5, scrape.value("plenum_subscriber_estimates", "up_to", "more"));
    }

    @Test
    void aCounterIsShownWithItsDirectionAndShard() {
        counters.add(Counter.BYTES_IN, 1200);
        counters.add(Counter.BYTES_OUT, 3600);
        otherCounters.add(Counter.BYTES_OUT, 7);
        Scrape scrape = Scrape.of(metrics.scrape());
        assertEquals(1200, scrape.value("plenum_bytes_total", "direction", "in", "shard", "0"));
        assertEquals(3600, scrape.value("plenum_bytes_total", "direction", "out", "shard", "0"));
        assertEquals(7, scrape.value("plenum_bytes_total", "direction", "out", "shard", "1"));
    }

    @Test
    void countersGoOnRisingBetweenScrapes() {
        counters.count(Counter.SLOT_SWITCHES);
        assertEquals(1, Scrape.of(metrics.scrape()).value("plenum_slot_switches_total", "shard", "0"));
        counters.count(Counter.SLOT_SWITCHES);
        assertEquals(2, Scrape.of(metrics.scrape()).value("plenum_slot_switches_total", "shard", "0"));
    }

    @Test
    void everyCounterHasAPlaceOfItsOwn() {
        for (Counter counter : Counter.values()) {
            counters.add(counter, 5_000_000 + counter.ordinal());
        }
        Scrape scrape = Scrape.of(metrics.scrape());
        for (Counter counter : Counter.values()) {
            assertEquals(1, scrape.samplesWith(5_000_000 + counter.ordinal()), counter + " shown");
        }
    }

    @Test
    void everyDropReasonIsALabelOfOneMetric() {
        for (DropReason reason : DropReason.values()) {
            counters.drop(reason);
        }
        Scrape scrape = Scrape.of(metrics.scrape());
        assertEquals(1, scrape.value("plenum_drops_total", "reason", "srtp_replayed", "shard", "0"));
        assertEquals(2L * DropReason.values().length, scrape.seriesOf("plenum_drops_total"), "reasons × shards");
    }

    @Test
    void timingsAreCumulativeHistogramsInSeconds() {
        timings.record(Timing.DTLS_HANDSHAKE, 3_000_000); // 3 ms: below 4,096 µs
        timings.record(Timing.DTLS_HANDSHAKE, 500_000_000); // 0.5 s: below 524,288 µs
        Scrape scrape = Scrape.of(metrics.scrape());
        String bucket = "plenum_dtls_handshake_seconds_bucket";
        assertEquals(0, scrape.value(bucket, "shard", "0", "le", "0.002048"));
        assertEquals(1, scrape.value(bucket, "shard", "0", "le", "0.004096"));
        assertEquals(1, scrape.value(bucket, "shard", "0", "le", "0.262144"));
        assertEquals(2, scrape.value(bucket, "shard", "0", "le", "0.524288"));
        assertEquals(2, scrape.value(bucket, "shard", "0", "le", "+Inf"));
        assertEquals(2, scrape.value("plenum_dtls_handshake_seconds_count", "shard", "0"));
        assertEquals(0.503, scrape.value("plenum_dtls_handshake_seconds_sum", "shard", "0"), 1e-9);
    }

    @Test
    void gaugesAreReadAtEachScrape() {
        Scrape scrape = Scrape.of(metrics.scrape());
        assertEquals(5, scrape.value("plenum_links", "shard", "0"));
        assertEquals(40, scrape.value("plenum_packets_in_use", "shard", "0"));
        assertEquals(1000, scrape.value("plenum_packets_limit", "shard", "1"));
        assertEquals(2, scrape.value("plenum_relief", "shard", "0"));
        assertEquals(0, scrape.value("plenum_relief", "shard", "1"));
    }

    @Test
    void theVirtualMachineIsShown() {
        Scrape scrape = Scrape.of(metrics.scrape());
        assertTrue(scrape.value("jvm_threads_live_threads") >= 1);
        assertTrue(scrape.seriesOf("jvm_memory_used_bytes") > 0);
        assertTrue(scrape.seriesOf("jvm_gc_memory_allocated_bytes_total") > 0);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProcessIsShownUnderPrometheusName() {
        assertTrue(Scrape.of(metrics.scrape()).value("process_resident_memory_bytes") > 10_000_000);
    }

    @Test
    void everyMetricOfOursHasHelp() {
        String text = metrics.scrape();
        List<String> names = Scrape.of(text).names().stream()
                .filter(name -> name.startsWith("plenum_"))
                .toList();
        assertFalse(names.isEmpty());
        for (String name : names) {
            String family = name.replaceAll("_(bucket|sum|count)$", "");
            assertTrue(text.contains("# HELP " + family + " "), name);
        }
    }
}
