package io.plenum.loadtest;

import io.plenum.core.SlotSpec;
import io.plenum.rtp.RtpPacket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Sorts a participant's packets into its slots.
final class Inbox {
    static final Inbox EMPTY = new Inbox(List.of());

    private final Map<Long, SlotCount> bySsrc = new LinkedHashMap<>();

    Inbox(List<SlotSpec> slots) {
        slots.forEach(slot -> bySsrc.put(slot.ssrc(), new SlotCount(slot.mid(), slot.kind())));
    }

    /// False when it is no slot's media: a retransmission, say.
    boolean packet(RtpPacket packet, int length) {
        SlotCount slot = bySsrc.get(packet.ssrc());
        if (slot == null) {
            return false;
        }
        slot.packet(packet.sequence16(), length);
        return true;
    }

    List<SlotCount> slots() {
        return List.copyOf(bySsrc.values());
    }
}
