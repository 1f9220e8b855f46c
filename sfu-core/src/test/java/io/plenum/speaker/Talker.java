package io.plenum.speaker;

import java.util.Random;

/// Somebody at a microphone: how loud each 20 ms of speech, of a short sound, or of the room are.
///
/// Syllables of 120 to 260 ms rise and fall, with 20 to 80 ms between them; after some of them there is
/// a pause of 200 to 800 ms. All levels are in -dBov, as packets carry them.
final class Talker {
    private static final int SILENCE = 127;

    private final Random random;
    private final double voice;
    private final double room;
    private int syllable;
    private int length;
    private int gap;
    private int untilPause;
    private double stress;
    private boolean inWord;

    /// @param room how loud it is where nobody speaks
    Talker(Random random, double room) {
        this.random = random;
        this.room = room;
        this.voice = 24 + random.nextInt(10);
    }

    /// Begins with a syllable.
    void begin() {
        untilPause = 4 + random.nextInt(9);
        gap = 0;
        newSyllable();
    }

    private void newSyllable() {
        syllable = 0;
        length = 6 + random.nextInt(8);
        stress = random.nextGaussian() * 2;
    }

    /// The next 20 ms of talking.
    int talks() {
        inWord = gap == 0;
        if (!inWord) {
            gap--;
            return quiet(Math.min(room, voice + 16));
        }
        double edge = syllable == 0 ? 7 : Math.max(0, 3 - (length - syllable)) * 3;
        int level = mixed(voice + stress + edge + random.nextGaussian());
        if (++syllable == length) {
            gap = pause();
            newSyllable();
        }
        return level;
    }

    private int pause() {
        if (--untilPause > 0) {
            return 1 + random.nextInt(4);
        }
        untilPause = 4 + random.nextInt(9);
        return 10 + random.nextInt(31);
    }

    /// Whether the last 20 ms were part of a syllable.
    boolean inWord() {
        return inWord;
    }

    /// Whether nothing is said for so many packets.
    boolean pauses(int packets) {
        return gap >= packets;
    }

    /// The next 20 ms of a sound that is so much softer than speech.
    int sounds(double softer) {
        inWord = false;
        return mixed(voice + softer + random.nextGaussian() * 2);
    }

    /// The next 20 ms of nothing.
    int rests() {
        inWord = false;
        return quiet(room);
    }

    private int quiet(double level) {
        return mixed(level + random.nextGaussian());
    }

    /// With the room behind it.
    private int mixed(double level) {
        double power = Math.pow(10, -level / 10) + Math.pow(10, -room / 10);
        return Math.clamp(Math.round(-10 * Math.log10(power)), 0, SILENCE);
    }
}
