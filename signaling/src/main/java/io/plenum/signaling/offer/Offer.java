package io.plenum.signaling.offer;

import io.plenum.signaling.media.RemoteTransport;
import java.util.List;

/// A client's offer.
///
/// @param transport of the first usable m-line of the BUNDLE group: it carries all the others (RFC 8843 §7.2)
/// @param mixedExtensions whether one- and two-byte header extensions may be mixed (RFC 8285 §6)
public record Offer(RemoteTransport transport, boolean mixedExtensions, List<OfferedLine> lines) {
    public Offer {
        lines = List.copyOf(lines);
    }

    public List<OfferedMedia> media() {
        return lines.stream()
                .filter(OfferedMedia.class::isInstance)
                .map(OfferedMedia.class::cast)
                .toList();
    }
}
