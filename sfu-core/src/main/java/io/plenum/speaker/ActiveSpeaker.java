package io.plenum.speaker;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.memory.TimerQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who of a room speaks: whose audio is forwarded, who has the floor, who is to be highlighted.
///
/// The floor (the dominant speaker) goes to somebody who keeps speaking while its holder is silent, or who has clearly
/// been louder over the last second. All answers change slowly on purpose; only [LoudestVoices] lets in at once.
public final class ActiveSpeaker {
    /// A cough or a chair is shorter.
    private static final long SPEAKING_AFTER_NANOS = 300_000_000L;

    private static final long FLOOR_HOLD_NANOS = 1_000_000_000L;
    private static final double FLOOR_MARGIN = 1.3;

    /// So long after the last word somebody still counts as speaking: highlights do not flicker between sentences.
    private static final long SPEAKING_HOLD_NANOS = 1_500_000_000L;

    /// Nobody can follow faster changes on a screen.
    private static final long TICK_NANOS = 200_000_000L;

    private final LoudestVoices loudest;
    private final List<Voice> voices = new ArrayList<>();
    private final List<PeerId> recent = new ArrayList<>();
    private List<PeerId> speakers = List.of();
    private @Nullable Voice dominant;
    private long lastTick = Long.MIN_VALUE / 2;
    private long deadline = TimerQueue.NEVER;

    /// @param loudestCount how many tracks are forwarded at once
    public ActiveSpeaker(int loudestCount) {
        this.loudest = new LoudestVoices(loudestCount);
    }

    public Voice join(PeerId peer, TrackId track) {
        Voice voice = new Voice(peer, track);
        voices.add(voice);
        return voice;
    }

    /// The track is gone or muted.
    public void leave(Voice voice, long nowNanos) {
        voices.remove(voice);
        loudest.remove(voice);
        if (dominant == voice) {
            dominant = null;
        }
        schedule(nowNanos);
    }

    /// A packet's level arrived; true when the loudest changed.
    public boolean heard(Voice voice, int minusDbov, long nowNanos) {
        voice.heard(minusDbov, nowNanos);
        if (voice.active()) {
            schedule(nowNanos);
        }
        return loudest.offer(voice, nowNanos);
    }

    /// The tracks to forward when not all can be: whoever has the floor first.
    public List<Voice> loudest() {
        List<Voice> result = new ArrayList<>(loudest.members());
        Voice first = dominant;
        if (first != null && result.remove(first)) {
            result.addFirst(first);
        }
        return result;
    }

    /// Who speaks, whoever has the floor first; empty when it is quiet.
    public List<PeerId> speakers() {
        return speakers;
    }

    /// Who had the floor, the last one first.
    public List<PeerId> recent() {
        return Collections.unmodifiableList(recent);
    }

    /// When to call [#advance]; never when it is quiet.
    public long deadline() {
        return deadline;
    }

    /// Looks around; true when the answers of [#speakers] or [#recent] changed.
    public boolean advance(long nowNanos) {
        if (nowNanos < deadline) {
            return false;
        }
        lastTick = nowNanos;
        deadline = TimerQueue.NEVER;
        for (int i = 0; i < voices.size(); i++) {
            voices.get(i).settle(nowNanos);
        }
        boolean floorChanged = passFloor(nowNanos);
        List<PeerId> before = speakers;
        speakers = whoSpeaks(nowNanos);
        if (!speakers.isEmpty() || anybodyActive()) {
            deadline = nowNanos + TICK_NANOS;
        }
        return floorChanged || !speakers.equals(before);
    }

    /// Nobody of this peer will speak again.
    public void forget(PeerId peer) {
        recent.remove(peer);
    }

    private void schedule(long nowNanos) {
        deadline = Math.min(deadline, Math.max(nowNanos, lastTick + TICK_NANOS));
    }

    private boolean passFloor(long nowNanos) {
        Voice candidate = null;
        for (int i = 0; i < voices.size(); i++) {
            Voice voice = voices.get(i);
            boolean eligible = voice.loudFor(SPEAKING_AFTER_NANOS);
            if (eligible && (candidate == null || voice.score() > candidate.score())) {
                candidate = voice;
            }
        }
        if (candidate == null || candidate == dominant || !takesFloor(candidate, nowNanos)) {
            return false;
        }
        dominant = candidate;
        recent.remove(candidate.peer());
        recent.addFirst(candidate.peer());
        return true;
    }

    private boolean takesFloor(Voice candidate, long nowNanos) {
        Voice holder = dominant;
        return holder == null
                || holder.silentFor(FLOOR_HOLD_NANOS, nowNanos)
                || candidate.score() > holder.score() * FLOOR_MARGIN;
    }

    private List<PeerId> whoSpeaks(long nowNanos) {
        List<PeerId> result = new ArrayList<>();
        Voice first = dominant;
        if (first != null && first.speaks(SPEAKING_AFTER_NANOS, SPEAKING_HOLD_NANOS, nowNanos)) {
            result.add(first.peer());
        }
        for (Voice voice : voices) {
            boolean speaks = voice.speaks(SPEAKING_AFTER_NANOS, SPEAKING_HOLD_NANOS, nowNanos);
            if (speaks && !result.contains(voice.peer())) {
                result.add(voice.peer());
            }
        }
        return List.copyOf(result);
    }

    private boolean anybodyActive() {
        for (int i = 0; i < voices.size(); i++) {
            if (voices.get(i).active()) {
                return true;
            }
        }
        return false;
    }
}
