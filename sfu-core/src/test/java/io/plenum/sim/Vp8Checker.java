package io.plenum.sim;

import io.plenum.codec.Vp8Descriptor;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A video slot, as a browser's depacketizer and decoder see it: whole frames, decoded only from frames that came.
final class Vp8Checker implements PayloadChecker {
    private final PlayLog log;
    private final Violations violations;
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final Vp8Counters counters;
    /// Frames since the last key frame: what a later one may refer to.
    private final Set<Long> decoded = new HashSet<>();

    private @Nullable MediaStamp assembling;
    private long timestamp;
    private boolean keyFrame;
    private boolean resyncing;
    private boolean gapSinceKeyFrame;
    private boolean stuck = true;
    private long track = -1;
    private long undecodable;

    /// @param startMayBeLost whether the network may have lost the very first packets, which no receiver can know
    Vp8Checker(PlayLog log, boolean startMayBeLost, Violations violations) {
        this.log = log;
        this.resyncing = startMayBeLost;
        this.gapSinceKeyFrame = startMayBeLost;
        this.violations = violations;
        this.counters = new Vp8Counters(violations);
    }

    @Override
    public boolean isStuck() {
        return stuck;
    }

    long undecodable() {
        return undecodable;
    }

    @Override
    public void accept(Arrived packet, long nowNanos) {
        if (packet.afterGap()) {
            assembling = null;
            resyncing = true;
            gapSinceKeyFrame = true;
            counters.forget();
        }
        byte[] payload = packet.payload();
        if (!descriptor.wrap(payload, 0, payload.length)) {
            violations.add(nowNanos, "damaged VP8 descriptor");
            return;
        }
        Optional<MediaStamp> stamp = MediaStamp.read(payload, descriptor.length() + Vp8Source.FRAME_HEADER);
        if (stamp.isEmpty()) {
            violations.add(nowNanos, "damaged video payload");
            return;
        }
        accept(packet, stamp.get(), nowNanos);
    }

    private void accept(Arrived packet, MediaStamp stamp, long nowNanos) {
        if (descriptor.frameStart()) {
            begin(packet, stamp, nowNanos);
        } else if (!continues(packet, stamp, nowNanos)) {
            return;
        }
        assembling = stamp;
        boolean last = stamp.packet() == stamp.packets() - 1;
        if (last != packet.marker()) {
            violations.add(nowNanos, stamp + (last ? " lacks the marker" : " has a marker"));
        }
        if (packet.marker()) {
            assembling = null;
            complete(stamp, nowNanos);
        }
    }

    /// A frame may stay incomplete only before a key frame: there the slot changed, perhaps away and back, and the
    /// rest of the old frame was not sent. Browsers drop such a beginning and start anew.
    private void begin(Arrived packet, MediaStamp stamp, long nowNanos) {
        if (assembling != null && !descriptor.keyFrameStart()) {
            violations.add(nowNanos, stamp + " begins before " + assembling + " has ended");
        }
        if (stamp.packet() != 0) {
            violations.add(nowNanos, stamp + " begins with a later packet");
        }
        resyncing = false;
        timestamp = packet.timestamp();
        keyFrame = descriptor.keyFrameStart();
        counters.check(descriptor, keyFrame, nowNanos);
    }

    /// Whether a packet goes on with the frame before; one in the middle of a frame is no wonder after a gap.
    private boolean continues(Arrived packet, MediaStamp stamp, long nowNanos) {
        MediaStamp before = assembling;
        if (before == null) {
            if (!resyncing) {
                violations.add(nowNanos, stamp + " begins in the middle");
            }
            resyncing = true;
            return false;
        }
        if (stamp.track() != before.track()
                || stamp.frame() != before.frame()
                || stamp.packet() != before.packet() + 1) {
            violations.add(nowNanos, stamp + " follows " + before);
        }
        if (packet.timestamp() != timestamp) {
            violations.add(nowNanos, stamp + " changes the timestamp within its frame");
        }
        counters.checkSame(descriptor, nowNanos);
        return true;
    }

    private void complete(MediaStamp stamp, long nowNanos) {
        if (keyFrame != stamp.isKeyFrame()) {
            violations.add(nowNanos, stamp + " is not the frame its header says");
        }
        if (keyFrame) {
            decoded.clear();
            stuck = false;
            gapSinceKeyFrame = false;
            track = stamp.track();
        } else if (!isDecodable(stamp, nowNanos)) {
            undecodable++;
            return;
        }
        decoded.add(stamp.frame());
        log.add(new Shown(nowNanos, stamp.track(), stamp.frame(), keyFrame, stamp.captureNanos()));
    }

    /// A decoder that misses a frame for no loss of the network's was given a stream that cannot be decoded.
    private boolean isDecodable(MediaStamp stamp, long nowNanos) {
        if (!stuck && stamp.track() == track && decoded.contains(stamp.reference())) {
            return true;
        }
        if (!gapSinceKeyFrame) {
            violations.add(
                    nowNanos, stamp + (track < 0 ? " is first, and no key frame" : " refers to what never came"));
        }
        stuck = true;
        return false;
    }
}
