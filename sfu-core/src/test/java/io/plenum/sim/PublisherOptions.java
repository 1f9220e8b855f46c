package io.plenum.sim;

import java.util.Optional;

/// What a fake publisher is and does; the defaults are a person who speaks into a laptop.
///
/// @param ssrcsNamed whether the offer names the SSRCs; without, the MID extension tells the tracks apart
/// @param firstSequence of every stream; -1 = anything
/// @param clockOffsetMillis how far the publisher's wall clock is off
/// @param minusDbov how loud it speaks
/// @param layered the camera, where it has more than one quality: then `shape` means nothing
/// @param obeys whether it switches off the layers that nobody watches
public record PublisherOptions(
        Dialect dialect,
        boolean audio,
        boolean video,
        Vp8Shape shape,
        boolean ssrcsNamed,
        int firstSequence,
        long clockOffsetMillis,
        int minusDbov,
        Optional<LayeredShape> layered,
        boolean obeys) {
    public static final PublisherOptions PERSON = new PublisherOptions(
            Dialect.CHROMIUM, true, true, Vp8Shape.CAMERA, true, -1, 0, 30, Optional.empty(), true);

    public PublisherOptions speaking(Dialect other) {
        return new PublisherOptions(
                other, audio, video, shape, ssrcsNamed, firstSequence, clockOffsetMillis, minusDbov, layered, obeys);
    }

    public PublisherOptions sending(boolean withAudio, boolean withVideo) {
        return new PublisherOptions(
                dialect,
                withAudio,
                withVideo,
                shape,
                ssrcsNamed,
                firstSequence,
                clockOffsetMillis,
                minusDbov,
                layered,
                obeys);
    }

    public PublisherOptions filming(Vp8Shape other) {
        return new PublisherOptions(
                dialect, audio, video, other, ssrcsNamed, firstSequence, clockOffsetMillis, minusDbov, layered, obeys);
    }

    public PublisherOptions unnamed() {
        return new PublisherOptions(
                dialect, audio, video, shape, false, firstSequence, clockOffsetMillis, minusDbov, layered, obeys);
    }

    public PublisherOptions startingAt(int sequence) {
        return new PublisherOptions(
                dialect, audio, video, shape, ssrcsNamed, sequence, clockOffsetMillis, minusDbov, layered, obeys);
    }

    public PublisherOptions clockOff(long offsetMillis) {
        return new PublisherOptions(
                dialect, audio, video, shape, ssrcsNamed, firstSequence, offsetMillis, minusDbov, layered, obeys);
    }

    public PublisherOptions atLevel(int level) {
        return new PublisherOptions(
                dialect, audio, video, shape, ssrcsNamed, firstSequence, clockOffsetMillis, level, layered, obeys);
    }

    public PublisherOptions filming(LayeredShape camera) {
        return new PublisherOptions(
                dialect,
                audio,
                video,
                shape,
                ssrcsNamed,
                firstSequence,
                clockOffsetMillis,
                minusDbov,
                Optional.of(camera),
                obeys);
    }

    /// As a WHIP client, which nobody can tell what is watched.
    public PublisherOptions deaf() {
        return new PublisherOptions(
                dialect, audio, video, shape, ssrcsNamed, firstSequence, clockOffsetMillis, minusDbov, layered, false);
    }
}
