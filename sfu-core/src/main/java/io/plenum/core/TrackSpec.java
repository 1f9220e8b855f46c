package io.plenum.core;

import java.util.List;

/// What a publisher sends on one m-line.
///
/// @param mid the m-line's identification tag, as it appears in the MID header extension
/// @param payloads in the order of preference; a packet with another payload type is dropped and counted
/// @param encodings one for a plain track; several, lowest quality first, for simulcast; none is one unnamed
public record TrackSpec(
        TrackId id,
        MediaKind kind,
        TrackSource source,
        String mid,
        List<PayloadSpec> payloads,
        ExtensionMap extensions,
        List<EncodingSpec> encodings,
        boolean muted) {
    public TrackSpec {
        payloads = List.copyOf(payloads);
        encodings = encodings.isEmpty() ? List.of(EncodingSpec.UNNAMED) : List.copyOf(encodings);
    }

    public TrackSpec withMuted(boolean value) {
        return new TrackSpec(id, kind, source, mid, payloads, extensions, encodings, value);
    }
}
