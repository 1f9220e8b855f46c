package io.plenum.signaling.negotiate;

import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.offer.Direction;
import io.plenum.signaling.offer.OfferedExtension;
import io.plenum.signaling.offer.OfferedLayer;
import io.plenum.signaling.offer.OfferedMedia;
import io.plenum.signaling.sdp.MediaSection;
import java.util.List;
import java.util.Optional;

/// An m-line that we take.
///
/// @param layers the qualities in which the client publishes or may later, lowest first; empty without simulcast
/// @param track what the client publishes on it
/// @param slot what the client receives on it
record AgreedMedia(
        OfferedMedia offered,
        List<AgreedPayload> payloads,
        List<OfferedExtension> extensions,
        List<OfferedLayer> layers,
        Optional<TrackSpec> track,
        Optional<SlotSpec> slot)
        implements AgreedLine {
    AgreedMedia {
        payloads = List.copyOf(payloads);
        extensions = List.copyOf(extensions);
        layers = List.copyOf(layers);
    }

    @Override
    public MediaSection section() {
        return offered.section();
    }

    @Override
    public String mid() {
        return offered.mid();
    }

    /// From our point of view, as the answer says it.
    Direction direction() {
        return Direction.of(slot.isPresent(), track.isPresent());
    }

    AgreedMedia withMuted(TrackId id, boolean muted) {
        return new AgreedMedia(
                offered,
                payloads,
                extensions,
                layers,
                track.map(spec -> spec.id().equals(id) ? muted(spec, muted) : spec),
                slot);
    }

    private static TrackSpec muted(TrackSpec spec, boolean muted) {
        return new TrackSpec(
                spec.id(),
                spec.kind(),
                spec.source(),
                spec.mid(),
                spec.payloads(),
                spec.extensions(),
                spec.encodings(),
                muted);
    }
}
