package io.plenum.signaling.media;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
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

    private final BlockingQueue<MediaReport> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final AtomicBoolean awake = new AtomicBoolean();
    private final AtomicLong lost = new AtomicLong();
    private volatile Runnable wake = () -> {};

    @Override
    public void link(PeerId peer, LinkState state) {
        add(new MediaReport.Link(peer, state));
    }

    @Override
    public void event(int shard, Event event) {
        add(new MediaReport.Engine(shard, event));
    }

    /// Reports that found the queue full.
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
        queue.clear();
    }

    private void add(MediaReport report) {
        if (queue.offer(report)) {
            wake();
        } else {
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
        List<MediaReport> batch = new ArrayList<>();
        queue.drainTo(batch);
        consumer.accept(batch);
    }
}
