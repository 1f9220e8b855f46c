package io.plenum.speaker;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who of a room has the floor: the dominant speaker.
///
/// After Volfin and Cohen: somebody takes it who speaks right now, while its holder does not, and has
/// spoken for more of the last second. For windows of one length their likelihoods of speech rise with
/// the count of loud frames alone, so counts are compared.
final class Floor {
    /// A second: what an "mhm" fills of it is less than what a speaker who pauses does.
    private static final int WINDOW = 50;

    private static final int LEAD = 8;

    /// Of an empty floor: 300 ms.
    private static final int FIRST_WORDS = 15;

    /// So long its holder has said nothing (600 ms). The pauses inside of a speech are shorter, most of
    /// them.
    private static final int HOLD = 30;

    private static final int SPEAKS_NOW = 2;

    private @Nullable Voice holder;

    @Nullable
    Voice holder() {
        return holder;
    }

    void left(Voice voice) {
        holder = holder == voice ? null : holder;
    }

    /// True when somebody took it.
    boolean pass(List<Voice> voices) {
        Voice before = holder;
        int needed = FIRST_WORDS;
        if (before != null && before.speech(WINDOW) > 0) {
            if (before.speech(HOLD) > 0) {
                return false;
            }
            needed = Math.max(FIRST_WORDS, before.speech(WINDOW) + LEAD);
        }
        for (int i = 0; i < voices.size(); i++) {
            Voice voice = voices.get(i);
            if (voice != before && voice.speech(WINDOW) >= needed && voice.speech(SpeechBits.NOW) >= SPEAKS_NOW) {
                holder = voice;
                needed = voice.speech(WINDOW) + 1;
            }
        }
        return holder != before;
    }
}
