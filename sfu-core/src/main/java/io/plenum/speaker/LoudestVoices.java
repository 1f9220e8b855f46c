package io.plenum.speaker;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The few voices whose audio is forwarded when a room has more of them than a listener has slots.
///
/// Somebody who begins to speak enters with the first packet, in the place of whoever has been silent
/// longest. When all in it speak, only a clearly louder voice that keeps on enters, and not in the place
/// of one who just came.
final class LoudestVoices {
    /// Longer than the gaps inside of a sentence: who is silent for longer gives up the place when it is
    /// needed.
    private static final long PAUSE_NANOS = 300_000_000L;

    private static final long MIN_STAY_NANOS = 1_000_000_000L;

    /// Of the last 300 ms.
    private static final int CHALLENGE_WINDOW = 15;

    private static final int CHALLENGE_FRAMES = 10;

    /// Twice as loud in amplitude.
    private static final double LOUDER_DB = 6;

    private final int limit;
    private final List<Voice> members = new ArrayList<>();
    private final List<Voice> view = Collections.unmodifiableList(members);

    LoudestVoices(int limit) {
        this.limit = limit;
    }

    List<Voice> members() {
        return view;
    }

    /// Called with every level of a voice; true when the members changed.
    boolean offer(Voice voice, long nowNanos) {
        if (voice.forwarded() || !voice.begins()) {
            return false;
        }
        if (members.size() < limit) {
            enter(voice, nowNanos);
            return true;
        }
        Voice weakest = weakest(nowNanos);
        if (weakest == null || !yields(weakest, voice, nowNanos)) {
            return false;
        }
        remove(weakest);
        enter(voice, nowNanos);
        return true;
    }

    boolean remove(Voice voice) {
        voice.left();
        return members.remove(voice);
    }

    private void enter(Voice voice, long nowNanos) {
        voice.entered(nowNanos);
        members.add(voice);
    }

    /// Who has been silent longest; when nobody is silent, the least loud.
    private @Nullable Voice weakest(long nowNanos) {
        Voice weakest = null;
        for (int i = 0; i < members.size(); i++) {
            Voice member = members.get(i);
            if (weakest == null || isWeaker(member, weakest, nowNanos)) {
                weakest = member;
            }
        }
        return weakest;
    }

    private static boolean isWeaker(Voice one, Voice other, long nowNanos) {
        boolean silent = one.silentFor(PAUSE_NANOS, nowNanos);
        if (silent || other.silentFor(PAUSE_NANOS, nowNanos)) {
            return one.lastLoud() < other.lastLoud();
        }
        return one.level() < other.level();
    }

    private static boolean yields(Voice member, Voice challenger, long nowNanos) {
        if (member.silentFor(PAUSE_NANOS, nowNanos)) {
            return true;
        }
        return member.enteredFor(nowNanos) >= MIN_STAY_NANOS
                && challenger.speech(CHALLENGE_WINDOW) >= CHALLENGE_FRAMES
                && challenger.level() >= member.level() + LOUDER_DB;
    }
}
