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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The payload types and extension numbers a kind of client offers: the engine must translate between them.
public record Dialect(PayloadSpec opus, PayloadSpec vp8, ExtensionMap extensions) {
    public static final Dialect CHROMIUM = of(111, 96, 97, 4, 1, 2, 3);
    public static final Dialect FIREFOX = of(109, 120, 124, 3, 1, 4, 7);
    /// Numbers above 14 force the two-byte form of RFC 8285.
    public static final Dialect PIPELINE = of(100, 98, 99, 20, 21, 22, 23);

    /// What Chromium offers for what it only receives, unless the page asks for more.
    public static final Dialect UNDESCRIBED = CHROMIUM.without(HeaderExtension.DEPENDENCY_DESCRIPTOR);

    private static final int FIRST_TYPE = 35;
    private static final int RTX_DISTANCE = 14;

    static final List<Dialect> ALL = List.of(CHROMIUM, FIREFOX, PIPELINE);

    private Dialect without(HeaderExtension one) {
        Map<HeaderExtension, Integer> rest = Stream.of(HeaderExtension.values())
                .filter(extension -> extension != one && extensions.id(extension) != 0)
                .collect(Collectors.toMap(extension -> extension, extensions::id));
        return new Dialect(opus, vp8, new ExtensionMap(rest));
    }

    /// Everything a camera may be encoded in; the numbers of the newer formats go up from [#FIRST_TYPE].
    List<PayloadSpec> video() {
        return Stream.of(VideoFormat.values()).map(this::video).toList();
    }

    public PayloadSpec video(VideoFormat format) {
        if (format == VideoFormat.VP8) {
            return vp8;
        }
        int type = FIRST_TYPE + vp8.payloadType() % 4 + 2 * format.ordinal();
        return new PayloadSpec(type, format.codec(), OptionalInt.of(type + RTX_DISTANCE), vp8.feedback());
    }

    private static Dialect of(int opus, int vp8, int rtx, int mid, int audioLevel, int absSendTime, int transportCc) {
        return new Dialect(
                new PayloadSpec(
                        opus,
                        new Codec(Codec.Family.OPUS, "audio/opus/48000/2", 48_000, 2),
                        OptionalInt.empty(),
                        Set.of(Feedback.TRANSPORT_CC)),
                new PayloadSpec(
                        vp8,
                        VideoFormat.VP8.codec(),
                        OptionalInt.of(rtx),
                        Set.of(Feedback.NACK, Feedback.PLI, Feedback.FIR, Feedback.TRANSPORT_CC)),
                new ExtensionMap(Map.of(
                        HeaderExtension.MID, mid,
                        HeaderExtension.AUDIO_LEVEL, audioLevel,
                        HeaderExtension.ABS_SEND_TIME, absSendTime,
                        HeaderExtension.TRANSPORT_CC, transportCc,
                        HeaderExtension.RID, mid + 6,
                        HeaderExtension.REPAIRED_RID, mid + 7,
                        HeaderExtension.DEPENDENCY_DESCRIPTOR, mid + 8)));
    }
}
