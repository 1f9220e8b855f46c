package io.plenum.speaker;

import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.memory.TimerQueue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Who of a room speaks: whose audio is forwarded, who has the floor, who is to be highlighted.
///
/// A packet costs the same however many are in the room; what takes a look at everybody is done at
/// intervals.
public final class ActiveSpeaker {
    /// Three packets. Longer would delay who takes the floor, shorter would tell nothing new.
    private static final long TICK_NANOS = 60_000_000L;

    /// So long what somebody said matters for who has the floor.
    private static final long REMEMBERED_NANOS = 1_300_000_000L;

    private final LoudestVoices loudest;
    private final Floor floor = new Floor();
    private final List<Voice> voices = new ArrayList<>();
    private final List<PeerId> recent = new ArrayList<>();
    private List<PeerId> speakers = List.of();
    private boolean speakerLeft;
    private boolean floorPassed;
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
        floor.left(voice);
        speakerLeft |= voice.speaking();
        schedule(nowNanos);
    }

    /// A packet's level arrived; true when the loudest changed.
    public boolean heard(Voice voice, int minusDbov, long nowNanos) {
        voice.heard(minusDbov, nowNanos);
        if (voice.begins()) {
            schedule(nowNanos);
        }
        return loudest.offer(voice, nowNanos);
    }

    /// The tracks to forward when not all can be: whoever has the floor first.
    public List<Voice> loudest() {
        List<Voice> result = new ArrayList<>(loudest.members());
        Voice first = floor.holder();
        if (first != null && result.remove(first)) {
            result.addFirst(first);
        }
        return result;
    }

    /// The same in no order.
    public List<Voice> members() {
        return loudest.members();
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

    /// Looks around; true when the answer of [#speakers] changed.
    public boolean advance(long nowNanos) {
        if (nowNanos < deadline) {
            return false;
        }
        lastTick = nowNanos;
        boolean changed = speakerLeft;
        speakerLeft = false;
        boolean active = false;
        for (int i = 0; i < voices.size(); i++) {
            Voice voice = voices.get(i);
            changed |= voice.settle(nowNanos);
            active |= voice.speaking() || !voice.silentFor(REMEMBERED_NANOS, nowNanos);
        }
        deadline = active ? nowNanos + TICK_NANOS : TimerQueue.NEVER;
        changed |= passFloor();
        return changed && learnSpeakers();
    }

    /// Whether somebody took the floor since the last call, and [#loudest] and [#recent] are in another order.
    public boolean takeFloorPassed() {
        boolean passed = floorPassed;
        floorPassed = false;
        return passed;
    }

    private boolean passFloor() {
        boolean passed = floor.pass(voices);
        floorPassed |= passed;
        Voice holder = floor.holder();
        if (passed && holder != null) {
            recent.remove(holder.peer());
            recent.addFirst(holder.peer());
        }
        return passed;
    }

    /// Nobody of this peer will speak again.
    public void forget(PeerId peer) {
        recent.remove(peer);
    }

    private void schedule(long nowNanos) {
        deadline = Math.min(deadline, Math.max(nowNanos, lastTick + TICK_NANOS));
    }

    private boolean learnSpeakers() {
        List<PeerId> now = whoSpeaks();
        boolean news = !now.equals(speakers);
        speakers = now;
        return news;
    }

    private List<PeerId> whoSpeaks() {
        List<PeerId> result = new ArrayList<>();
        Voice first = floor.holder();
        if (first != null && first.speaking()) {
            result.add(first.peer());
        }
        for (Voice voice : voices) {
            if (voice.speaking() && !result.contains(voice.peer())) {
                result.add(voice.peer());
            }
        }
        return List.copyOf(result);
    }
}
