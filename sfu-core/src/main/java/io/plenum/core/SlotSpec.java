package io.plenum.core;

import java.util.List;

/// One m-line on which a subscriber receives: a slot, whose publisher may change at any time.
///
/// @param group slots of one group share a media stream id in the answer, so that the browser keeps the lips of
///     what plays in them in sync: an audio slot prefers the speaker whose video plays in the same group
/// @param ssrc the server's stream identifier, fixed for the life of the slot (unsigned 32 bits) and never given
///     to another one of the same peer: its numbers begin anew, and SRTP forbids to use an index twice
/// @param rtxSsrc the same for retransmissions; unused where no payload has an RTX partner
public record SlotSpec(
        String mid,
        MediaKind kind,
        int group,
        long ssrc,
        long rtxSsrc,
        List<PayloadSpec> payloads,
        ExtensionMap extensions) {
    public SlotSpec {
        payloads = List.copyOf(payloads);
    }
}
