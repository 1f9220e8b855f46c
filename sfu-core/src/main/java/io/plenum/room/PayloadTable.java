package io.plenum.room;

import io.plenum.core.PayloadSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each payload type of one m-line means, without a search.
final class PayloadTable {
    private static final int PAYLOAD_TYPES = 128;

    private final @Nullable PayloadSpec[] media = new @Nullable PayloadSpec[PAYLOAD_TYPES];
    private final @Nullable PayloadSpec[] repair = new @Nullable PayloadSpec[PAYLOAD_TYPES];

    PayloadTable(List<PayloadSpec> payloads) {
        for (PayloadSpec payload : payloads) {
            media[payload.payloadType()] = payload;
            payload.rtxPayloadType().ifPresent(type -> repair[type] = payload);
        }
    }

    /// Null for a number that was not negotiated.
    @Nullable
    PayloadSpec media(int payloadType) {
        return media[payloadType];
    }

    /// What a retransmission with this number repeats; null when it is no number for retransmissions.
    @Nullable
    PayloadSpec repair(int payloadType) {
        return repair[payloadType];
    }

    boolean knows(int payloadType) {
        return media[payloadType] != null || repair[payloadType] != null;
    }
}
