package io.plenum.relay;

/// How much of the video for one other shard is left out, by how loaded the way there is. Audio and control
/// never are.
///
/// More is left out at once and less only step by step, each after a while without load: what is given back
/// needs key frames, which are load themselves.
public final class Shedding {
    /// Everything goes.
    public static final int NOTHING = 0;

    /// Of each stream the lowest frame rate.
    public static final int TEMPORAL = 1;

    /// Of each track also the lowest resolution only.
    public static final int TOP = 2;

    /// No pictures.
    public static final int VIDEO = 3;

    /// In percent. Of the ring's memory these are 34 ms and more at 200 Mbit/s, of its patience 100 ms and
    /// more: far from what a healthy shard's turn takes.
    private static final int[] BEGINS = {0, 40, 60, 80};

    /// A reader that keeps up takes all there is in each of its turns.
    static final int CALM = 20;

    /// Longer than the burst of key frames that follows a step back takes.
    static final long STEP_BACK_NANOS = 2_000_000_000L;

    private int level = NOTHING;
    private long calmSince = Long.MIN_VALUE;

    public int level() {
        return level;
    }

    /// The load as it was when something was last written.
    public void loaded(int percent, long nowNanos) {
        for (int next = VIDEO; next > level; next--) {
            if (percent >= BEGINS[next]) {
                level = next;
            }
        }
        if (percent >= CALM || level == NOTHING) {
            calmSince = nowNanos;
        } else if (nowNanos - calmSince >= STEP_BACK_NANOS) {
            level--;
            calmSince = nowNanos;
        }
    }

    /// There was no room even for this.
    public void refused(long nowNanos) {
        level = VIDEO;
        calmSince = nowNanos;
    }
}
