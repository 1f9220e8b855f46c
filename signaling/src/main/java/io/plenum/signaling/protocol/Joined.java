package io.plenum.signaling.protocol;

import io.plenum.core.TrackId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a participant learns on joining or resuming.
///
/// @param others everybody else in the room, as [Described] has written them
/// @param slots what plays in each slot, by mid
public record Joined(
        String room,
        String participant,
        long csrc,
        String resumeToken,
        long resumeWindowMillis,
        boolean resumed,
        List<String> others,
        Map<String, Optional<TrackId>> slots,
        List<String> speakers) {}
