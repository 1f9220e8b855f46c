package io.plenum.room;

import io.plenum.memory.TimerQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Which encodings of a track anybody watches, and what the publisher was told about that.
///
/// An encoding is watched where a slot aims at it or still plays it; that a viewer's link might carry it one day does
/// not count, because to switch it on takes that viewer no longer than the key frame that it must wait for anyway. The
/// lowest one is watched wherever the track is shown: it is what everybody can fall back on.
final class LayerDemand {
    /// A layout that changes to and fro, or a link that does, should not restart an encoder each time.
    /// Chromium sets up all sizes anew when one is switched on: a quarter of a second without a picture
    /// on a slow machine, for everybody who watches any of them. To encode one for nobody costs less.
    static final long OFF_AFTER_NANOS = 10_000_000_000L;

    /// So long an encoding that was asked for may take to arrive; after that its publisher does not send it.
    static final long PATIENCE_NANOS = 3_000_000_000L;

    private final boolean[] wanted;
    private final boolean[] told;
    private final long[] offNanos;
    private final long[] awaitedUntil;
    private boolean changed = true;

    LayerDemand(int encodings) {
        wanted = new boolean[encodings];
        told = new boolean[encodings];
        offNanos = new long[encodings];
        awaitedUntil = new long[encodings];
        Arrays.fill(told, true);
        Arrays.fill(offNanos, TimerQueue.NEVER);
        Arrays.fill(awaitedUntil, TimerQueue.NEVER);
    }

    /// Somebody watches another encoding than before.
    void changed() {
        changed = true;
    }

    boolean isDue(long nowNanos) {
        return changed || deadline() <= nowNanos;
    }

    /// Looks who watches what. True when the publisher is to be told.
    ///
    /// @param elsewhere a bit for each encoding that is watched on other shards
    boolean update(List<Slot> slots, int elsewhere, int lowest, long nowNanos) {
        changed = false;
        Arrays.fill(wanted, false);
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            wanted[lowest] |= slot.choice().isShown();
            want(slot.choice().aimedEncoding());
            want(slot.choice().playingEncoding());
            want(slot.choice().missedEncoding());
        }
        wanted[lowest] |= elsewhere != 0;
        boolean news = false;
        for (int encoding = 0; encoding < told.length; encoding++) {
            wanted[encoding] |= (elsewhere & 1 << encoding) != 0;
            news |= wanted[encoding] ? switchOn(encoding, nowNanos) : switchOff(encoding, nowNanos);
        }
        return news;
    }

    private void want(int encoding) {
        if (encoding >= 0) {
            wanted[encoding] = true;
        }
    }

    private boolean switchOn(int encoding, long nowNanos) {
        offNanos[encoding] = TimerQueue.NEVER;
        if (told[encoding]) {
            return false;
        }
        told[encoding] = true;
        awaitedUntil[encoding] = nowNanos + PATIENCE_NANOS;
        return true;
    }

    private boolean switchOff(int encoding, long nowNanos) {
        if (!told[encoding]) {
            return false;
        }
        if (offNanos[encoding] == TimerQueue.NEVER) {
            offNanos[encoding] = nowNanos + OFF_AFTER_NANOS;
        }
        if (nowNanos < offNanos[encoding]) {
            return false;
        }
        told[encoding] = false;
        offNanos[encoding] = TimerQueue.NEVER;
        awaitedUntil[encoding] = TimerQueue.NEVER;
        return true;
    }

    /// A packet came: there is nothing to wait for any more.
    void arrived(int encoding) {
        awaitedUntil[encoding] = TimerQueue.NEVER;
    }

    /// True when one that was asked for has not come.
    boolean givesUp(long nowNanos) {
        boolean news = false;
        for (int encoding = 0; encoding < told.length; encoding++) {
            if (awaitedUntil[encoding] <= nowNanos) {
                awaitedUntil[encoding] = TimerQueue.NEVER;
                news = true;
            }
        }
        return news;
    }

    /// Whether the publisher will send it when it is asked to, or has just been asked.
    boolean onDemand(int encoding) {
        return !told[encoding] || awaitedUntil[encoding] != TimerQueue.NEVER;
    }

    /// Whether the publisher may send nothing at all.
    boolean isPaused() {
        for (boolean on : told) {
            if (on) {
                return false;
            }
        }
        return true;
    }

    /// As the event has it.
    List<Boolean> encodings() {
        List<Boolean> encodings = new ArrayList<>();
        for (boolean on : told) {
            encodings.add(on);
        }
        return encodings;
    }

    /// When to look again.
    long deadline() {
        long deadline = TimerQueue.NEVER;
        for (int encoding = 0; encoding < told.length; encoding++) {
            deadline = Math.min(deadline, Math.min(offNanos[encoding], awaitedUntil[encoding]));
        }
        return deadline;
    }
}
