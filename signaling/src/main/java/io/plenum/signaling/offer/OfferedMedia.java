package io.plenum.signaling.offer;

import io.plenum.core.MediaKind;
import io.plenum.signaling.sdp.MediaSection;
import java.util.List;

/// An m-line that can carry media to or from us.
///
/// @param payloads in the client's order of preference
/// @param streams the SSRCs it announces; empty where it leaves that to the mid extension
/// @param layers the qualities that it would send at the same time, lowest first; empty without simulcast
public record OfferedMedia(
        MediaSection section,
        String mid,
        MediaKind kind,
        Direction direction,
        List<OfferedPayload> payloads,
        List<OfferedExtension> extensions,
        List<OfferedStream> streams,
        List<OfferedLayer> layers,
        boolean reducedSizeRtcp)
        implements OfferedLine {
    public OfferedMedia {
        payloads = List.copyOf(payloads);
        extensions = List.copyOf(extensions);
        streams = List.copyOf(streams);
        layers = List.copyOf(layers);
    }
}
