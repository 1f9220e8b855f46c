package io.plenum.signaling.offer;

import io.plenum.core.MediaKind;
import io.plenum.signaling.sdp.MediaSection;
import java.util.List;

/// An m-line that can carry media to or from us.
///
/// @param payloads in the client's order of preference
/// @param streams the SSRCs it announces; empty where it leaves that to the mid extension
/// @param rids the simulcast layers it would send (RFC 8853)
public record OfferedMedia(
        MediaSection section,
        String mid,
        MediaKind kind,
        Direction direction,
        List<OfferedPayload> payloads,
        List<OfferedExtension> extensions,
        List<OfferedStream> streams,
        List<String> rids,
        boolean reducedSizeRtcp)
        implements OfferedLine {
    public OfferedMedia {
        payloads = List.copyOf(payloads);
        extensions = List.copyOf(extensions);
        streams = List.copyOf(streams);
        rids = List.copyOf(rids);
    }
}
