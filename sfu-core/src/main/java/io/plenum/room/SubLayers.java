package io.plenum.room;

import io.plenum.core.LayerId;
import io.plenum.forward.DescribedLayers;
import io.plenum.forward.Vp8Layers;
import io.plenum.forward.Vp9Layers;
import org.jspecify.annotations.Nullable;

/// The spatial and temporal layers inside the stream that plays in a slot, whatever it is encoded in.
final class SubLayers {
    private enum Kind {
        NONE,
        VP8,
        VP9,
        DESCRIBED
    }

    /// As much as there is.
    private static final int ALL = 7;

    /// Each made when it is needed first: a slot meets one or two codecs.
    private @Nullable Vp8Layers vp8;

    private @Nullable Vp9Layers vp9;
    private @Nullable DescribedLayers described;
    private Kind kind = Kind.NONE;
    private int spatialAim = ALL;
    private int temporalAim = ALL;
    private boolean needsKeyFrame;
    /// What was said last: it is asked for again and again, and is a value.
    private LayerId current = LayerId.NONE;

    void aim(int spatial, int temporal) {
        spatialAim = spatial;
        temporalAim = temporal;
        aim();
    }

    private void aim() {
        switch (kind) {
            case VP8 -> vp8().aim(temporalAim);
            case VP9 -> vp9().aim(spatialAim, temporalAim);
            case DESCRIBED -> described().aim(spatialAim, temporalAim);
            case NONE -> {}
        }
    }

    /// Another stream begins with this packet.
    void restart(ReceivedPacket first) {
        kind = switch (first.family()) {
            case VP8 -> Kind.VP8;
            case VP9 -> Kind.VP9;
            case OPUS, RED -> Kind.NONE;
            case AV1, H264, H265, OPAQUE -> first.described() ? Kind.DESCRIBED : Kind.NONE;
        };
        aim();
        needsKeyFrame = false;
        switch (kind) {
            case VP8 -> vp8().restart(first.sequence());
            case VP9 -> vp9().restart(first.sequence());
            case DESCRIBED -> described().restart(first.sequence());
            case NONE -> {}
        }
        keeps(first);
    }

    private Vp8Layers vp8() {
        Vp8Layers result = vp8;
        if (result == null) {
            result = new Vp8Layers();
            vp8 = result;
        }
        return result;
    }

    private Vp9Layers vp9() {
        Vp9Layers result = vp9;
        if (result == null) {
            result = new Vp9Layers();
            vp9 = result;
        }
        return result;
    }

    private DescribedLayers described() {
        DescribedLayers result = described;
        if (result == null) {
            result = new DescribedLayers();
            described = result;
        }
        return result;
    }

    /// Whether the packet is part of a layer that this viewer gets. One that cannot be understood goes on: what it is
    /// part of may be needed.
    boolean keeps(ReceivedPacket received) {
        boolean keeps = judge(received);
        // A key frame that came late, or was not enough: another one is needed.
        needsKeyFrame |= received.startsHere() && waiting();
        return keeps;
    }

    /// Whether it has turned out that only a key frame brings the layer that is aimed at; said once.
    boolean takeNeed() {
        boolean result = needsKeyFrame || (kind == Kind.DESCRIBED && described().takeNeed());
        needsKeyFrame = false;
        return result;
    }

    private boolean judge(ReceivedPacket received) {
        return switch (kind) {
            case VP8 -> vp8().keeps(received.vp8(), received.sequence());
            case VP9 -> vp9().keeps(received.vp9(), received.sequence());
            case DESCRIBED -> !received.described() || described().keeps(received.descriptor(), received.sequence());
            case NONE -> true;
        };
    }

    /// Whether the packet is the viewer's last of its picture, though it may not be the publisher's.
    boolean endsPicture(ReceivedPacket received) {
        return switch (kind) {
            case VP9 -> vp9().endsPicture(received.vp9(), received.sequence());
            case DESCRIBED ->
                received.described() && described().endsPicture(received.descriptor(), received.sequence());
            case VP8, NONE -> false;
        };
    }

    /// Whether the layer that is aimed at begins with a key frame only.
    boolean waiting() {
        return switch (kind) {
            case VP9 -> vp9().waiting();
            case DESCRIBED -> described().waiting();
            case VP8, NONE -> false;
        };
    }

    int spatial() {
        return switch (kind) {
            case VP9 -> vp9().spatial();
            case DESCRIBED -> described().spatial();
            case VP8, NONE -> 0;
        };
    }

    int temporal() {
        return switch (kind) {
            case VP8 -> vp8().current();
            case VP9 -> vp9().temporal();
            case DESCRIBED -> described().temporal();
            case NONE -> 0;
        };
    }

    LayerId current(int encoding) {
        int spatial = spatial();
        int temporal = temporal();
        if (current.encoding() != encoding || current.spatial() != spatial || current.temporal() != temporal) {
            current = new LayerId(encoding, spatial, temporal);
        }
        return current;
    }
}
