package io.plenum.signaling.media;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/// The way from the shards' threads to signaling's event loop: a bounded queue, handed over in batches.
///
/// It exists before both ends do: the shards are given it as their listener, and signaling, once it runs, as its
/// source.
public final class MediaReports implements MediaListener {
    /// A speaker change in the largest room makes a few thousand reports; this many wait only when the event loop
    /// stands still.
    private static final int CAPACITY = 65_536;

    private final Object lock = new Object();
    private List<MediaReport> queue = new ArrayList<>();
    /// What must not be lost to a full queue: how each link and each room ended up, and which layers of a track are
    /// watched (whoever publishes it and misses that leaves viewers in the dark). As many as there are of those,
    /// because signaling makes no further ones while it stands still.
    private Map<Object, MediaReport> latest = new LinkedHashMap<>();

    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    private volatile Runnable wake = () -> {};

    @Override
    public void link(PeerId peer, LinkState state) {
        MediaReport report = new MediaReport.Link(peer, state);
        synchronized (lock) {
            if (!queued(report)) {
                latest.put(peer, report);
            }
        }
        wake();
    }

    @Override
    public void event(int shard, Event event) {
        MediaReport report = new MediaReport.Engine(shard, event);
        synchronized (lock) {
            if (!queued(report)) {
                keepOrLose(shard, report, event);
            }
        }
        wake();
    }

    /// Reports that found the queue full, and are not told. Of a link's states, the last one always is.
    public long lost() {
        return lost.get();
    }

    /// From now on `consumer` gets every batch, on `executor`, which must run one task after the other.
    public void attach(Executor executor, Consumer<List<MediaReport>> consumer) {
        Runnable handOver = () -> executor.execute(() -> hand(consumer));
        wake = handOver;
        handOver.run();
    }

    /// Nobody listens any more.
    public void detach() {
        wake = () -> {};
        takeAll();
    }

    private boolean queued(MediaReport report) {
        return queue.size() < CAPACITY && queue.add(report);
    }

    private void keepOrLose(int shard, MediaReport report, Event event) {
        switch (event) {
            case Event.RoomFailed failed -> latest.put(Map.entry(shard, failed.room()), report);
            case Event.LayersWanted wanted -> latest.put(wanted.track(), report);
            case Event.SlotChanged _, Event.SpeakersChanged _, Event.TrackFlowing _, Event.QualityChanged _ ->
                lost.incrementAndGet();
        }
    }

    private void wake() {
        if (!awake.getAndSet(true)) {
            wake.run();
        }
    }

    private void hand(Consumer<List<MediaReport>> consumer) {
        awake.set(false);
        consumer.accept(takeAll());
    }

    /// What found the queue full is newer than all that is in it.
    private List<MediaReport> takeAll() {
        synchronized (lock) {
            List<MediaReport> batch = queue;
            batch.addAll(latest.values());
            queue = new ArrayList<>();
            latest = new LinkedHashMap<>();
            return batch;
        }
    }
}
