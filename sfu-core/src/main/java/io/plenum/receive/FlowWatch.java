package io.plenum.receive;

/// Which of the layers of one picture still come.
///
/// A browser that runs out of bandwidth stops its upper layers and says so nowhere. That one of them stopped is seen by
/// the others, which go on: so a camera that pauses, or sends a picture in a second, stops nothing.
public final class FlowWatch {
    /// So long a layer may be silent while others go on. With the frames below, a stop is noticed within 300 ms where
    /// there are ten frames in a second or more.
    static final long SILENCE_NANOS = 200_000_000L;

    /// So many frames of another layer tell a stop from a layer whose packets come a little later.
    static final int FRAMES = 3;

    private final boolean[] flows;
    private final long[] lastArrival;
    private final long[] timestamps;
    private final boolean[] continues;
    private final long[] frames;
    /// How many frames of each other layer there were when this one last came.
    private final long[][] marks;

    public FlowWatch(int layers) {
        flows = new boolean[layers];
        lastArrival = new long[layers];
        timestamps = new long[layers];
        continues = new boolean[layers];
        frames = new long[layers];
        marks = new long[layers][layers];
    }

    /// A packet of a layer came. True when that, or what it says about the others, changes which of them flow.
    public boolean arrived(int layer, long timestamp, long nowNanos) {
        boolean isNew = !continues[layer] || (int) (timestamp - timestamps[layer]) > 0;
        if (!isNew && timestamp != timestamps[layer]) {
            return false;
        }
        boolean changed = !flows[layer];
        continues[layer] = true;
        flows[layer] = true;
        lastArrival[layer] = nowNanos;
        timestamps[layer] = timestamp;
        frames[layer] += isNew ? 1 : 0;
        System.arraycopy(frames, 0, marks[layer], 0, frames.length);
        return (isNew && findStopped(layer, nowNanos)) || changed;
    }

    private boolean findStopped(int witness, long nowNanos) {
        boolean found = false;
        for (int layer = 0; layer < flows.length; layer++) {
            if (flows[layer]
                    && nowNanos - lastArrival[layer] >= SILENCE_NANOS
                    && frames[witness] - marks[layer][witness] >= FRAMES) {
                flows[layer] = false;
                found = true;
            }
        }
        return found;
    }

    /// The stream announces a layer that has not come yet: it flows, until the others show that it does not. True when
    /// that is news; a layer that stopped is not believed to be back before it is.
    public boolean announced(int layer, long nowNanos) {
        if (continues[layer] || flows[layer]) {
            return false;
        }
        flows[layer] = true;
        lastArrival[layer] = nowNanos;
        System.arraycopy(frames, 0, marks[layer], 0, frames.length);
        return true;
    }

    public boolean flows(int layer) {
        return flows[layer];
    }

    /// The stream began anew: its timestamps have nothing to do with those before.
    public void restarted(int layer) {
        continues[layer] = false;
    }
}
