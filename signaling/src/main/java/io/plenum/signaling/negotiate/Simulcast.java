package io.plenum.signaling.negotiate;

import io.plenum.core.EncodingSpec;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.signaling.offer.OfferedExtension;
import io.plenum.signaling.offer.OfferedLayer;
import io.plenum.signaling.offer.OfferedMedia;
import java.util.List;
import java.util.OptionalLong;

/// Which qualities we take of what a client would send on one m-line, and how the engine tells them apart.
final class Simulcast {
    private Simulcast() {}

    static boolean isNamed(OfferedMedia media) {
        return media.kind() == MediaKind.VIDEO
                && media.layers().stream().anyMatch(layer -> !layer.rid().isEmpty());
    }

    /// Empty for a single stream. Layers known by their rids are taken only when the packets will carry these. They are
    /// taken while nothing is sent, too: a browser whose layers are missing in one answer forgets them for good.
    static List<OfferedLayer> layers(OfferedMedia media, List<OfferedExtension> agreed) {
        if (media.kind() != MediaKind.VIDEO) {
            return List.of();
        }
        boolean told = agreed.stream().anyMatch(offered -> offered.extension() == HeaderExtension.RID);
        return told || !isNamed(media) ? media.layers() : List.of();
    }

    /// Lowest quality first. Without simulcast it is the first announced stream, or whatever carries the mid.
    static List<EncodingSpec> encodings(OfferedMedia media, List<OfferedLayer> layers) {
        if (!layers.isEmpty()) {
            return layers.stream()
                    .map(layer -> new EncodingSpec(layer.rid(), layer.ssrc(), layer.rtxSsrc()))
                    .toList();
        }
        return media.streams().stream()
                .limit(1)
                .map(stream -> new EncodingSpec("", OptionalLong.of(stream.ssrc()), stream.rtxSsrc()))
                .toList();
    }
}
