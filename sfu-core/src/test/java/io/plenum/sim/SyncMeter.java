package io.plenum.sim;

import io.plenum.core.MediaKind;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/// Lip sync as a browser computes it: sender reports put audio and video of one publisher onto one clock; the
/// difference of what that clock says about two things captured together is the error.
public final class SyncMeter {
    private static final class Offsets {
        private OptionalLong audio = OptionalLong.empty();
        private OptionalLong video = OptionalLong.empty();
    }

    private final CsrcOfTrack csrcs;
    private final Map<Long, Offsets> offsets = new HashMap<>();
    private long worstNanos;
    private long measured;

    SyncMeter(CsrcOfTrack csrcs) {
        this.csrcs = csrcs;
    }

    void measure(SlotReceiver slot) {
        OptionalLong offset = slot.clockOffsetNanos();
        if (offset.isEmpty()) {
            return;
        }
        Offsets publisher = offsets.computeIfAbsent(csrcs.csrc(slot.track()), csrc -> new Offsets());
        if (slot.spec().kind() == MediaKind.AUDIO) {
            publisher.audio = offset;
        } else {
            publisher.video = offset;
        }
        if (publisher.audio.isPresent() && publisher.video.isPresent()) {
            measured++;
            long error = publisher.audio.getAsLong() - publisher.video.getAsLong();
            worstNanos = Math.max(worstNanos, Math.abs(error));
        }
    }

    public long worstNanos() {
        return worstNanos;
    }

    /// How often both were known: an error of 0 measured never means nothing.
    public long measured() {
        return measured;
    }
}
