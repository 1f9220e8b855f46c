package io.plenum.room;

import io.plenum.memory.TimerQueue;
import io.plenum.relay.LayerSet;
import java.util.List;

/// What makes a track the image of one that another shard receives: what it is known by on the way here,
/// and what was asked for there.
final class Mirror {
    /// Requests hold for a little more than three of these.
    private static final long REPEAT_NANOS = 1_000_000_000L;

    private static final int AUDIO = 1;

    private final int home;
    private final int handle;
    private final Track track;
    private long flowing;
    private int demand = -1;
    private long due = Long.MIN_VALUE;

    /// @param home the shard that receives the track
    Mirror(int home, int handle, Track track) {
        this.home = home;
        this.handle = handle;
        this.track = track;
    }

    int home() {
        return home;
    }

    int handle() {
        return handle;
    }

    /// Whether the other shard has a layer to send.
    boolean flows(int encoding, int spatial) {
        return LayerSet.flows(flowing, encoding, spatial);
    }

    /// True when these are others than before.
    boolean flowing(long layers) {
        boolean news = layers != flowing;
        flowing = layers;
        return news;
    }

    /// A bit for each encoding that was last asked for.
    int demand() {
        return demand;
    }

    boolean demands(Layer layer) {
        return (demand & 1 << layer.index()) != 0;
    }

    /// True when the other shard is to be asked: for something else, or for the same again.
    boolean takeDemand(long nowNanos) {
        int now = wanted();
        boolean tell = now != demand || nowNanos >= due;
        if (tell) {
            demand = now;
            due = nowNanos + REPEAT_NANOS;
        }
        return tell;
    }

    /// Audio always, as its packets tell who speaks; of video what any slot shows or is to show.
    private int wanted() {
        if (track.muted()) {
            return 0;
        }
        if (!track.isVideo()) {
            return AUDIO;
        }
        int wanted = 0;
        List<Slot> slots = track.slots();
        for (int i = 0; i < slots.size(); i++) {
            wanted |= bit(slots.get(i).choice().aimedEncoding())
                    | bit(slots.get(i).choice().playingEncoding());
        }
        return wanted;
    }

    private static int bit(int encoding) {
        return encoding < 0 ? 0 : 1 << encoding;
    }

    long deadline() {
        long deadline = due;
        List<Layer> layers = track.layers();
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            deadline = Math.min(deadline, demands(layer) ? layer.keyframes().deadline() : TimerQueue.NEVER);
        }
        return deadline;
    }
}
