package io.plenum.sim;

import io.plenum.core.Codec;
import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PayloadSpec.Feedback;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// The payload types and extension numbers a kind of client offers: the engine must translate between them.
public record Dialect(PayloadSpec opus, PayloadSpec vp8, ExtensionMap extensions) {
    public static final Dialect CHROMIUM = of(111, 96, 97, 4, 1, 2, 3);
    public static final Dialect FIREFOX = of(109, 120, 124, 3, 1, 4, 7);
    /// Numbers above 14 force the two-byte form of RFC 8285.
    public static final Dialect PIPELINE = of(100, 98, 99, 20, 21, 22, 23);

    static final List<Dialect> ALL = List.of(CHROMIUM, FIREFOX, PIPELINE);

    private static Dialect of(int opus, int vp8, int rtx, int mid, int audioLevel, int absSendTime, int transportCc) {
        return new Dialect(
                new PayloadSpec(
                        opus,
                        new Codec(Codec.Family.OPUS, "audio/opus/48000/2", 48_000, 2),
                        OptionalInt.empty(),
                        Set.of(Feedback.TRANSPORT_CC)),
                new PayloadSpec(
                        vp8,
                        new Codec(Codec.Family.VP8, "video/VP8/90000", 90_000, 1),
                        OptionalInt.of(rtx),
                        Set.of(Feedback.NACK, Feedback.PLI, Feedback.FIR, Feedback.TRANSPORT_CC)),
                new ExtensionMap(Map.of(
                        HeaderExtension.MID, mid,
                        HeaderExtension.AUDIO_LEVEL, audioLevel,
                        HeaderExtension.ABS_SEND_TIME, absSendTime,
                        HeaderExtension.TRANSPORT_CC, transportCc)));
    }
}
