package io.plenum.core;

import java.util.List;

/// Why a subscriber's pictures are as they are: its link, and each of its video slots.
public record Quality(LinkStatus link, List<SlotStatus> slots) {
    public Quality {
        slots = List.copyOf(slots);
    }
}
