package io.plenum.relay;

import io.plenum.core.Relief;

/// How much of the video is left out, by how far behind is whoever must cope with it: another shard, or this one
/// itself.
///
/// More is left out at once and less only step by step, each after a while without load: what is given back
/// needs key frames, which are load themselves.
public final class Shedding {
    /// In percent of what may wait at most. Of a ring's memory 40 % are 34 ms and more at 200 Mbit/s, of its patience
    /// 100 ms and more: far from what a healthy shard's turn takes.
    private static final int[] BEGINS = {0, 40, 60, 80};

    /// Half of what begins the first step. A reader that keeps up is at 0 in each of its turns.
    static final int CALM = 20;

    /// Longer than the burst of key frames that follows a step back takes.
    static final long STEP_BACK_NANOS = 2_000_000_000L;

    /// A step back that brings the load back within this time was one too many ...
    static final long PROOF_NANOS = 10_000_000_000L;

    /// ... and the next one waits twice as long, up to this: pictures that come and go are worse than small ones.
    static final long MAX_STEP_BACK_NANOS = 64_000_000_000L;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    private static final Relief[] STEPS = Relief.values();

    private Relief level = Relief.NONE;
    private long calmSince = Long.MIN_VALUE;
    private long steppedBack = LONG_AGO;
    private long patience = STEP_BACK_NANOS;

    public Relief level() {
        return level;
    }

    /// The load as it is now, in percent of what may wait.
    public void loaded(int percent, long nowNanos) {
        for (int next = STEPS.length - 1; next > level.ordinal(); next--) {
            if (percent >= BEGINS[next]) {
                rise(STEPS[next], nowNanos);
            }
        }
        if (level == Relief.NONE && nowNanos - steppedBack >= PROOF_NANOS) {
            patience = STEP_BACK_NANOS;
        }
        if (percent >= CALM || level == Relief.NONE) {
            calmSince = nowNanos;
        } else if (nowNanos - calmSince >= patience) {
            level = STEPS[level.ordinal() - 1];
            calmSince = nowNanos;
            steppedBack = nowNanos;
        }
    }

    /// There was no room even for this.
    public void refused(long nowNanos) {
        rise(Relief.PICTURES, nowNanos);
        calmSince = nowNanos;
    }

    private void rise(Relief to, long nowNanos) {
        if (nowNanos - steppedBack < PROOF_NANOS) {
            patience = Math.min(2 * patience, MAX_STEP_BACK_NANOS);
            steppedBack = LONG_AGO;
        }
        level = to;
    }
}
