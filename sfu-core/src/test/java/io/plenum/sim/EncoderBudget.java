package io.plenum.sim;

/// What a fake encoder may spend, as the rate control of a real one has it: pictures become smaller after large ones,
/// and some are left out where they cannot be small enough. Where there is enough, it changes nothing.
final class EncoderBudget {
    /// The largest key frame comes out of what was saved before.
    private static final int SAVED_PICTURES = 8;

    /// What was overspent is made up for within about half a second.
    private static final int OWED_PICTURES = 15;

    private final int framesPerSecond;
    private double perPicture = Long.MAX_VALUE;
    private double credit = Long.MAX_VALUE;
    private double part = 1;

    EncoderBudget(int framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    void rate(long bitsPerSecond) {
        perPicture = bitsPerSecond / 8.0 / framesPerSecond;
    }

    /// The time of one more picture has come; false when it is left out.
    boolean next() {
        credit = Math.min(credit + perPicture, SAVED_PICTURES * perPicture);
        part = Math.clamp(1 + credit / (OWED_PICTURES * perPicture), 0, 1);
        return part > 0;
    }

    /// What becomes of so many bytes of this picture.
    int fit(int bytes) {
        return (int) Math.ceil(bytes * part);
    }

    void spend(int bytes) {
        credit -= bytes;
    }
}
