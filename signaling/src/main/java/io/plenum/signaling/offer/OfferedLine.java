package io.plenum.signaling.offer;

import io.plenum.signaling.sdp.MediaSection;

/// One m-line of an offer.
public sealed interface OfferedLine permits OfferedMedia, UnusableLine {
    MediaSection section();

    /// Empty where the m-line has none, which only an unusable one may.
    String mid();

    default int index() {
        return section().index();
    }
}
