package io.plenum.signaling.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.signaling.support.Patience;
import io.plenum.signaling.support.Qualities;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
        fill(70_000);
        assertEquals(70_000 - 65_536, reports.lost());
    }

    private void fill(int count) {
        for (int i = 0; i < count; i++) {
            reports.event(0, new Event.QualityChanged(new PeerId(i), Qualities.idle("0")));
        }
    }

    @Test
    void howALinkAndARoomEndedUpIsToldBeyondTheBound() {
        PeerId ann = new PeerId(1);
        reports.link(ann, LinkState.CONNECTED);
        fill(70_000);
        reports.link(ann, LinkState.DISCONNECTED);
        reports.link(ann, LinkState.FAILED);
        reports.event(0, new Event.RoomFailed(new RoomId("standup"), "a bug"));
        List<MediaReport> heard = new ArrayList<>();
        reports.attach(Runnable::run, heard::addAll);
        assertEquals(65_536 + 2, heard.size());
        assertEquals(new MediaReport.Link(ann, LinkState.FAILED), heard.get(65_536));
        assertEquals(new MediaReport.Engine(0, new Event.RoomFailed(new RoomId("standup"), "a bug")), heard.getLast());
    }

    /// A publisher that misses the last of these would leave its viewers in the dark.
    @Test
    void whichLayersAreWatchedIsToldBeyondTheBound() {
        PeerId ann = new PeerId(1);
        fill(70_000);
        reports.event(0, new Event.LayersWanted(ann, new TrackId(1), List.of(false)));
        reports.event(0, new Event.LayersWanted(ann, new TrackId(2), List.of(false)));
        Event last = new Event.LayersWanted(ann, new TrackId(1), List.of(true));
        reports.event(0, last);
        List<MediaReport> heard = new ArrayList<>();
        reports.attach(Runnable::run, heard::addAll);
        assertEquals(65_536 + 2, heard.size());
        assertEquals(new MediaReport.Engine(0, last), heard.get(65_536));
    }

    /// Told once, on change: who misses it shows the wrong name under a picture.
    @Test
    void whatPlaysInASlotIsToldBeyondTheBound() {
        PeerId ann = new PeerId(1);
        fill(65_536);
        reports.event(0, new Event.SlotChanged(ann, "0", Optional.of(new TrackId(1))));
        reports.event(0, new Event.SlotChanged(ann, "1", Optional.of(new TrackId(1))));
        Event last = new Event.SlotChanged(ann, "0", Optional.of(new TrackId(2)));
        reports.event(0, last);
        List<MediaReport> heard = new ArrayList<>();
        reports.attach(Runnable::run, heard::addAll);
        assertEquals(65_536 + 2, heard.size());
        assertEquals(new MediaReport.Engine(0, last), heard.get(65_536));
        assertEquals(0, reports.lost());
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
