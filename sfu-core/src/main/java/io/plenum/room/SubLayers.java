package io.plenum.room;

import io.plenum.core.LayerId;
import io.plenum.forward.DescribedLayers;
import io.plenum.forward.Vp8Layers;
import io.plenum.forward.Vp9Layers;

/// The spatial and temporal layers inside the stream that plays in a slot, whatever it is encoded in.
final class SubLayers {
    private enum Kind {
        NONE,
        VP8,
        VP9,
        DESCRIBED
    }

    private final Vp8Layers vp8 = new Vp8Layers();
    private final Vp9Layers vp9 = new Vp9Layers();
    private final DescribedLayers described = new DescribedLayers();
    private Kind kind = Kind.NONE;
    private boolean needsKeyFrame;

    void aim(int spatial, int temporal) {
        vp8.aim(temporal);
        vp9.aim(spatial, temporal);
        described.aim(spatial, temporal);
    }

    /// Another stream begins with this packet.
    void restart(ReceivedPacket first) {
        kind = switch (first.family()) {
            case VP8 -> Kind.VP8;
            case VP9 -> Kind.VP9;
            case OPUS -> Kind.NONE;
            case AV1, H264, H265, OPAQUE -> first.described() ? Kind.DESCRIBED : Kind.NONE;
        };
        switch (kind) {
            case VP8 -> vp8.restart(first.sequence());
            case VP9 -> vp9.restart(first.sequence());
            case DESCRIBED -> described.restart(first.sequence());
            case NONE -> {}
        }
        keeps(first);
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
        boolean result = needsKeyFrame || described.takeNeed();
        needsKeyFrame = false;
        return result;
    }

    private boolean judge(ReceivedPacket received) {
        return switch (kind) {
            case VP8 -> vp8.keeps(received.vp8(), received.sequence());
            case VP9 -> vp9.keeps(received.vp9(), received.sequence());
            case DESCRIBED -> !received.described() || described.keeps(received.descriptor(), received.sequence());
            case NONE -> true;
        };
    }

    /// Whether the packet is the viewer's last of its picture, though it may not be the publisher's.
    boolean endsPicture(ReceivedPacket received) {
        return switch (kind) {
            case VP9 -> vp9.endsPicture(received.vp9(), received.sequence());
            case DESCRIBED -> received.described() && described.endsPicture(received.descriptor(), received.sequence());
            case VP8, NONE -> false;
        };
    }

    /// Whether the layer that is aimed at begins with a key frame only.
    boolean waiting() {
        return switch (kind) {
            case VP9 -> vp9.waiting();
            case DESCRIBED -> described.waiting();
            case VP8, NONE -> false;
        };
    }

    int spatial() {
        return switch (kind) {
            case VP9 -> vp9.spatial();
            case DESCRIBED -> described.spatial();
            case VP8, NONE -> 0;
        };
    }

    int temporal() {
        return switch (kind) {
            case VP8 -> vp8.current();
            case VP9 -> vp9.temporal();
            case DESCRIBED -> described.temporal();
            case NONE -> 0;
        };
    }

    LayerId current(int encoding) {
        return new LayerId(encoding, spatial(), temporal());
    }
}
