package io.plenum.sim;

/// What a fake publisher is and does; the defaults are a person who speaks into a laptop.
///
/// @param ssrcsNamed whether the offer names the SSRCs; without, the MID extension tells the tracks apart
/// @param firstSequence of every stream; -1 = anything
/// @param clockOffsetMillis how far the publisher's wall clock is off
/// @param minusDbov how loud it speaks
public record PublisherOptions(
        Dialect dialect,
        boolean audio,
        boolean video,
        Vp8Shape shape,
        boolean ssrcsNamed,
        int firstSequence,
        long clockOffsetMillis,
        int minusDbov) {
    public static final PublisherOptions PERSON =
            new PublisherOptions(Dialect.CHROMIUM, true, true, Vp8Shape.CAMERA, true, -1, 0, 30);

    public PublisherOptions speaking(Dialect other) {
        return new PublisherOptions(
                other, audio, video, shape, ssrcsNamed, firstSequence, clockOffsetMillis, minusDbov);
    }

    public PublisherOptions sending(boolean withAudio, boolean withVideo) {
        return new PublisherOptions(
                dialect, withAudio, withVideo, shape, ssrcsNamed, firstSequence, clockOffsetMillis, minusDbov);
    }

    public PublisherOptions filming(Vp8Shape other) {
        return new PublisherOptions(
                dialect, audio, video, other, ssrcsNamed, firstSequence, clockOffsetMillis, minusDbov);
    }

    public PublisherOptions unnamed() {
        return new PublisherOptions(dialect, audio, video, shape, false, firstSequence, clockOffsetMillis, minusDbov);
    }

    public PublisherOptions startingAt(int sequence) {
        return new PublisherOptions(dialect, audio, video, shape, ssrcsNamed, sequence, clockOffsetMillis, minusDbov);
    }

    public PublisherOptions clockOff(long offsetMillis) {
        return new PublisherOptions(dialect, audio, video, shape, ssrcsNamed, firstSequence, offsetMillis, minusDbov);
    }

    public PublisherOptions atLevel(int level) {
        return new PublisherOptions(dialect, audio, video, shape, ssrcsNamed, firstSequence, clockOffsetMillis, level);
    }
}
