package io.plenum.signaling.offer;

import io.plenum.core.PayloadSpec.Feedback;
import java.util.Map;
import java.util.Set;

/// A payload type of an m-line.
///
/// @param encoding the codec's name as the client spells it
/// @param channels 1 where the rtpmap names none
/// @param format the value of its `a=fmtp`, empty without one
/// @param parameters the same, taken apart; keys in lower case
public record OfferedPayload(
        int number,
        String encoding,
        int clockRate,
        int channels,
        String format,
        Map<String, String> parameters,
        Set<Feedback> feedback) {
    public OfferedPayload {
        parameters = Map.copyOf(parameters);
        feedback = Set.copyOf(feedback);
    }

    public boolean isRtx() {
        return encoding.equalsIgnoreCase("rtx");
    }

    public String parameter(String key, String otherwise) {
        return parameters.getOrDefault(key, otherwise);
    }
}
