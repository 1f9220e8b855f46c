package io.plenum.sim;

import io.plenum.core.Codec;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A video slot, as a browser's depacketizer and decoder see it: whole frames, decoded only from frames that came.
final class VideoChecker implements PayloadChecker {
    private final PlayLog log;
    private final Violations violations;
    private final VideoView view = new VideoView();
    private final Vp8Counters vp8Counters;
    private final Vp9Counters vp9Counters;
    /// Frames since the last key frame: what a later one may refer to.
    private final Set<Long> decoded = new HashSet<>();
    /// The same by the numbers that dependency descriptors know them by.
    private final Set<Integer> decodedNumbers = new HashSet<>();

    private @Nullable MediaStamp assembling;
    private Codec.Family family = Codec.Family.OPAQUE;
    private long timestamp = -1;
    private boolean pictureOpen;
    private boolean keyFrame;
    private boolean resyncing;
    private boolean gapSinceKeyFrame;
    private boolean stuck = true;
    private long track = -1;
    private int numberOffset;
    private int frameNumber;
    private List<Integer> references = List.of();
    private int parameterSets;
    /// H.264 and H.265 as browsers receive them know of a frame's references only that the packets before were whole.
    private boolean chainBroken;
    private @Nullable MediaStamp newest;

    /// @param startMayBeLost whether the network may have lost the very first packets, which no receiver can know
    VideoChecker(PlayLog log, boolean startMayBeLost, Violations violations) {
        this.log = log;
        this.resyncing = startMayBeLost;
        this.gapSinceKeyFrame = startMayBeLost;
        this.violations = violations;
        this.vp8Counters = new Vp8Counters(violations);
        this.vp9Counters = new Vp9Counters(violations);
    }

    @Override
    public boolean isStuck() {
        return stuck;
    }

    /// The last frame decoded: which layer it is of, its stamp says.
    Optional<MediaStamp> newest() {
        return Optional.ofNullable(newest);
    }

    @Override
    public void accept(Arrived packet, long nowNanos) {
        if (packet.afterGap()) {
            assembling = null;
            resyncing = true;
            pictureOpen = false;
            gapSinceKeyFrame = true;
            chainBroken = true;
            forgetCounters();
        }
        if (packet.payload().length == 0) {
            vp8Counters.forgetPicture(); // it fills the place of a packet of a picture that was left out
            return;
        }
        if (!view.read(packet)) {
            if (!resyncing) {
                violations.add(nowNanos, "damaged or unknown " + packet.family() + " packet");
            }
            return;
        }
        Optional<MediaStamp> stamp = MediaStamp.read(packet.payload(), view.stampAt());
        if (stamp.isEmpty()) {
            violations.add(nowNanos, "damaged video payload");
            return;
        }
        if (view.isUndescribed() && stamp.get().spatial() > 0) {
            violations.add(nowNanos, stamp.get() + " cannot be told from the layer below");
        }
        accept(packet, stamp.get(), nowNanos);
    }

    private void forgetCounters() {
        vp8Counters.forget();
        vp9Counters.forget();
    }

    private void accept(Arrived packet, MediaStamp stamp, long nowNanos) {
        if (begins(packet, stamp)) {
            begin(packet, stamp, nowNanos);
        } else if (!continues(packet, stamp, nowNanos)) {
            return;
        }
        if (view.isH26x()) {
            checkParameterSets(stamp, nowNanos);
        }
        boolean last = stamp.packet() == stamp.packets() - 1;
        assembling = last ? null : stamp;
        if (packet.marker() && !last) {
            violations.add(nowNanos, stamp + " has a marker");
        }
        if (last) {
            complete(stamp, nowNanos);
        }
        pictureOpen = !packet.marker();
    }

    /// H.264 and H.265 do not mark a picture's first packet: it is the one behind another picture's last.
    private boolean begins(Arrived packet, MediaStamp stamp) {
        if (!view.isH26x()) {
            return view.frameStart();
        }
        return resyncing ? stamp.packet() == 0 : !pictureOpen || packet.timestamp() != timestamp;
    }

    /// A frame may stay incomplete only before a key frame: there the slot changed, perhaps away and back, and the
    /// rest of the old frame was not sent. Browsers drop such a beginning and start anew.
    private void begin(Arrived packet, MediaStamp stamp, long nowNanos) {
        MediaStamp before = assembling;
        if (before != null && !view.keyFrameStart()) {
            violations.add(nowNanos, stamp + " begins before " + before + " has ended");
        }
        if (stamp.packet() != 0) {
            violations.add(nowNanos, stamp + " begins with a later packet");
        }
        boolean samePicture = packet.timestamp() == timestamp;
        if (pictureOpen && !samePicture && !view.keyFrameStart()) {
            violations.add(nowNanos, "the picture before " + stamp + " lacks the marker");
        }
        if (samePicture && !pictureOpen && !resyncing) {
            violations.add(nowNanos, stamp + " comes after its picture's marker");
        }
        resyncing = false;
        timestamp = packet.timestamp();
        keyFrame = view.keyFrameStart();
        parameterSets = 0;
        checkNumbers(packet, stamp, samePicture, nowNanos);
    }

    private void checkNumbers(Arrived packet, MediaStamp stamp, boolean samePicture, long nowNanos) {
        if (family != view.family()) {
            family = view.family();
            forgetCounters();
        }
        switch (family) {
            case VP8 -> vp8Counters.check(view.vp8(), keyFrame, nowNanos);
            case VP9 ->
                vp9Counters.check(view.vp9(), packet.payload(), samePicture, keyFrame, gapSinceKeyFrame, nowNanos);
            case AV1 -> {
                if (!view.isUndescribed()) {
                    checkFrameNumber(stamp, nowNanos);
                }
            }
            case OPUS, RED, H264, H265, OPAQUE -> {}
        }
    }

    /// A decoder begins a key frame with the parameter sets of the same picture: those before may be another layer's.
    private void checkParameterSets(MediaStamp stamp, long nowNanos) {
        H26xView units = view.h26x();
        parameterSets |= units.parameterSets();
        if (units.refresh() && parameterSets != units.allParameterSets()) {
            violations.add(nowNanos, stamp + " is a key frame without its parameter sets");
        }
    }

    /// Frames name each other by the distance of their numbers, so it must stay what it was.
    private void checkFrameNumber(MediaStamp stamp, long nowNanos) {
        frameNumber = view.frameNumber();
        references = view.references();
        int offset = (view.frameNumber() - stamp.number()) & 0xFFFF;
        if (!keyFrame && !gapSinceKeyFrame && offset != numberOffset) {
            violations.add(nowNanos, stamp + " has frame number " + view.frameNumber());
        }
        numberOffset = offset;
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
        if (family == Codec.Family.VP8) {
            vp8Counters.checkSame(view.vp8(), nowNanos);
        }
        return true;
    }

    private void complete(MediaStamp stamp, long nowNanos) {
        if (keyFrame != stamp.isKeyFrame()) {
            violations.add(nowNanos, stamp + " is not the frame its header says");
        }
        if (keyFrame) {
            decoded.clear();
            decodedNumbers.clear();
            vp9Counters.keyPicture();
            stuck = false;
            gapSinceKeyFrame = false;
            chainBroken = false;
            track = stamp.track();
        } else if (!isDecodable(stamp, nowNanos)) {
            return;
        }
        decoded.add(stamp.frame());
        decodedNumbers.add(frameNumber);
        vp9Counters.decoded(stamp.spatial());
        newest = stamp;
        log.add(new Shown(nowNanos, stamp.track(), stamp.frame(), keyFrame, stamp.captureNanos()));
    }

    /// A decoder that misses a frame for no loss of the network's was given a stream that cannot be decoded.
    private boolean isDecodable(MediaStamp stamp, long nowNanos) {
        boolean whole = !view.isH26x() || !chainBroken;
        if (!stuck && whole && stamp.track() == track && has(stamp.reference()) && has(stamp.below()) && named(stamp)) {
            return true;
        }
        if (!gapSinceKeyFrame) {
            violations.add(
                    nowNanos, stamp + (track < 0 ? " is first, and no key frame" : " refers to what never came"));
        }
        stuck = true;
        return false;
    }

    /// Whether what the frame's own header says it refers to has been decoded.
    private boolean named(MediaStamp stamp) {
        return switch (family) {
            case AV1 -> view.isUndescribed() || decodedNumbers.containsAll(references);
            case VP9 -> vp9Counters.hasReferences(stamp.spatial());
            case OPUS, RED, VP8, H264, H265, OPAQUE -> true;
        };
    }

    private boolean has(long reference) {
        return reference < 0 || decoded.contains(reference);
    }
}
