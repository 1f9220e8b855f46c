package io.plenum.send;

import io.plenum.core.Codec;
import io.plenum.core.ExtensionMap;

/// What all packets of a slot have in common from one switch of its source to the next.
///
/// @param history where the source's packets are
/// @param clock the source's sender reports
/// @param extensions the publisher's numbers of the header extensions
/// @param csrc marks the publisher in every packet
/// @param payloadType as the subscriber negotiated it
/// @param rtxPayloadType likewise, [#NO_RTX] where retransmissions are plain repetitions
/// @param timestampOffset what is added to the source's timestamps
public record Splice(
        PacketHistory history,
        StreamClock clock,
        ExtensionMap extensions,
        long csrc,
        Codec.Family family,
        int payloadType,
        int rtxPayloadType,
        int timestampOffset) {
    public static final int NO_RTX = -1;

    boolean hasRtx() {
        return rtxPayloadType != NO_RTX;
    }
}
