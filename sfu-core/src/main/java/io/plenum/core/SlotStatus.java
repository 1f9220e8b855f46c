package io.plenum.core;

import java.util.Optional;

/// What a video slot shows at one moment, what it should show, and why that differs from the best there is.
///
/// @param shownHeight at which it is assumed or said to be shown, in device pixels
/// @param wanted by the viewer's size, were everything sent and every link wide enough
/// @param aimed at, given what the publisher sends and the link carries
/// @param sent now
public record SlotStatus(
        String mid,
        Optional<TrackId> track,
        int shownHeight,
        LayerStatus wanted,
        LayerStatus aimed,
        LayerStatus sent,
        LayerReason reason) {}
