package io.plenum.room;

import io.plenum.allocate.LayerChoice;
import io.plenum.core.Command.View;
import io.plenum.core.Command.Wish;
import io.plenum.core.PeerId;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.memory.IntTable;
import io.plenum.memory.TimerQueue;
import io.plenum.send.ResendBudget;
import io.plenum.send.SendQueue;
import io.plenum.send.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one participant receives: its slots, what it wants to see in them, and what is on its way to it.
final class Subscriber {
    /// As often as browsers report; each report lets us measure the round trip once.
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;

    private final Participant participant;
    private final SplitMix64 numbers;
    private final List<Slot> slots = new ArrayList<>();
    private final IntTable<Slot> bySsrc = new IntTable<>();
    private final SendQueue queue = new SendQueue();
    private final ResendBudget budget = new ResendBudget();
    private final Downlink downlink = new Downlink();
    private List<Wish> wishes = List.of();
    private boolean fillVideo = true;
    private boolean fillAudio = true;
    private long reportDue = TimerQueue.NEVER;

    Subscriber(Participant participant, SplitMix64 numbers) {
        this.participant = participant;
        this.numbers = numbers;
    }

    List<Slot> slots() {
        return slots;
    }

    SendQueue queue() {
        return queue;
    }

    ResendBudget budget() {
        return budget;
    }

    Downlink downlink() {
        return downlink;
    }

    void view(View view) {
        wishes = view.wishes();
        fillVideo = view.fillVideo();
        fillAudio = view.fillAudio();
    }

    /// How a track is shown: as wished, or as one would guess.
    Wish wish(TrackId track) {
        for (Wish wish : wishes) {
            if (wish.track().equals(track)) {
                return wish;
            }
        }
        return new Wish(track, LayerChoice.DEFAULT_SHOWN_HEIGHT * 16 / 9, LayerChoice.DEFAULT_SHOWN_HEIGHT);
    }

    /// Opens the slots that are new and returns those that are gone; the others go on as they are.
    List<Slot> open(List<SlotSpec> specs) {
        List<Slot> closed = new ArrayList<>(slots);
        List<Slot> before = List.copyOf(slots);
        slots.clear();
        for (SlotSpec spec : specs) {
            Slot slot = find(before, spec.mid());
            if (slot == null) {
                slot = new Slot(participant, spec, numbers);
                bySsrc.put((int) spec.ssrc(), slot);
            }
            closed.remove(slot);
            slots.add(slot);
        }
        closed.forEach(slot -> bySsrc.remove((int) slot.spec().ssrc()));
        return closed;
    }

    private static @Nullable Slot find(List<Slot> among, String mid) {
        for (Slot slot : among) {
            if (slot.spec().mid().equals(mid)) {
                return slot;
            }
        }
        return null;
    }

    /// Null when the stream is not one of this subscriber's.
    @Nullable
    Slot slot(long ssrc) {
        return bySsrc.get((int) ssrc);
    }

    /// What the assignment of slots needs to know.
    SlotAssignment.Viewer viewer(PeerId peer) {
        List<SlotAssignment.Place> places = new ArrayList<>();
        for (Slot slot : slots) {
            SlotSpec spec = slot.spec();
            places.add(new SlotAssignment.Place(spec.mid(), spec.kind(), spec.group(), slot.codecs(), slot.playing()));
        }
        return new SlotAssignment.Viewer(peer, places, wishes, fillVideo, fillAudio);
    }

    /// Something was queued: reports are due from now on.
    void sent(long nowNanos) {
        if (reportDue == TimerQueue.NEVER) {
            reportDue = nowNanos + REPORT_INTERVAL_NANOS;
        }
    }

    boolean reportsDue(long nowNanos) {
        return reportDue <= nowNanos;
    }

    /// Goes on while something is sent.
    void reported(long nowNanos) {
        boolean active = false;
        for (int i = 0; i < slots.size(); i++) {
            active |= slots.get(i).takeActive();
        }
        reportDue = active ? nowNanos + REPORT_INTERVAL_NANOS : TimerQueue.NEVER;
    }

    long deadline() {
        return reportDue;
    }
}
