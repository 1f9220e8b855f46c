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
import org.jspecify.annotations.Nullable;

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
    /// What must not be lost to a full queue, because it is told once: how each link and each room ended up,
    /// what plays in each slot, who speaks, which tracks flow, and which of their layers are watched (whoever
    /// publishes one and misses that leaves viewers in the dark). The last of each; as many as there are of
    /// those, because signaling makes no further ones while it stands still.
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
                keepOrLose(report, key(shard, event));
            }
        }
        wake();
    }

    /// Reports that found the queue full, and are not told: of a viewer's quality, which is told again.
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

    private void keepOrLose(MediaReport report, @Nullable Object key) {
        if (key == null) {
            lost.incrementAndGet();
        } else {
            latest.put(key, report);
        }
    }

    /// What later reports about the same thing have in common; null for what may be lost.
    private static @Nullable Object key(int shard, Event event) {
        return switch (event) {
            case Event.RoomFailed failed -> List.of(Event.RoomFailed.class, shard, failed.room());
            case Event.LayersWanted wanted -> List.of(Event.LayersWanted.class, wanted.track());
            case Event.SlotChanged slot -> List.of(Event.SlotChanged.class, slot.subscriber(), slot.mid());
            case Event.SpeakersChanged speakers -> List.of(Event.SpeakersChanged.class, shard, speakers.room());
            case Event.TrackFlowing flowing -> List.of(Event.TrackFlowing.class, flowing.track());
            case Event.QualityChanged _ -> null;
        };
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
