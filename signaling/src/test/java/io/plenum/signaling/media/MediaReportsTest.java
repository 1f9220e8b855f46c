package io.plenum.signaling.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.PeerId;
import io.plenum.signaling.support.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Reports reach the event loop, whenever they were made.
class MediaReportsTest {
    private final MediaReports reports = new MediaReports();

    @Test
    void whatWasReportedBeforeAnybodyListenedIsHandedOver() {
        List<MediaReport> heard = new ArrayList<>();
        reports.link(new PeerId(1), LinkState.CONNECTED);
        reports.attach(Runnable::run, heard::addAll);
        reports.link(new PeerId(1), LinkState.FAILED);
        assertEquals(
                List.of(
                        new MediaReport.Link(new PeerId(1), LinkState.CONNECTED),
                        new MediaReport.Link(new PeerId(1), LinkState.FAILED)),
                heard);
    }

    @Test
    void theQueueIsBoundedAndCountsWhatItLoses() {
        for (int i = 0; i < 70_000; i++) {
            reports.link(new PeerId(i), LinkState.CONNECTED);
        }
        assertEquals(70_000 - 65_536, reports.lost());
    }

    @Test
    void manyThreadsLoseNothing() throws InterruptedException {
        int threads = 4;
        int each = 10_000;
        CountDownLatch missing = new CountDownLatch(threads * each);
        try (ExecutorService loop = Executors.newSingleThreadExecutor();
                ExecutorService shards = Executors.newFixedThreadPool(threads)) {
            for (int thread = 0; thread < threads; thread++) {
                shards.execute(() -> {
                    for (int i = 0; i < each; i++) {
                        reports.link(new PeerId(i), LinkState.CONNECTED);
                    }
                });
            }
            reports.attach(loop, batch -> batch.forEach(report -> missing.countDown()));
            assertTrue(missing.await(Patience.SECONDS, TimeUnit.SECONDS));
        }
        assertEquals(0, reports.lost());
    }
}
