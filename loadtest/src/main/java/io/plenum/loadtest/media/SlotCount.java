package io.plenum.loadtest.media;

import io.plenum.core.MediaKind;

/// What arrived in one slot.
///
/// @param packets without retransmissions
/// @param lost numbers that did not come by themselves; retransmission may have repaired them
public record SlotCount(String mid, MediaKind kind, long packets, long lost) {}
