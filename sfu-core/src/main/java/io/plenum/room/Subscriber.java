package io.plenum.room;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.core.SlotSpec;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
import io.plenum.memory.IntTable;
import io.plenum.memory.TimerQueue;
import io.plenum.send.SendStream;
import io.plenum.send.SplitMix64;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one participant receives: its slots, what it wants to see in them, and what is on its way to it.
final class Subscriber {
    /// As often as browsers report; each report lets us measure the round trip once.
    private static final long REPORT_INTERVAL_NANOS = 1_000_000_000L;

    /// How often the link is shared anew although nothing is known to have changed: the rates of layers drift, and
    /// steps up wait for their time.
    private static final long SHARE_INTERVAL_NANOS = 500_000_000L;

    /// Left of the estimate for retransmissions, reports and the headers of each packet that layers' rates do not
    /// count.
    private static final int RESERVE_PERCENT = 3;

    private final Participant participant;
    private final SplitMix64 numbers;
    private final List<Slot> slots = new ArrayList<>();
    private final IntTable<Slot> bySsrc = new IntTable<>();
    private final Downlink downlink = new Downlink();
    private final QualityWatch watch = new QualityWatch();
    private final Layout layout;
    private long reportDue = TimerQueue.NEVER;
    private long shareDue = TimerQueue.NEVER;
    private boolean sentSinceShared;
    private boolean reportsWanted;

    Subscriber(Participant participant, SplitMix64 numbers) {
        this.participant = participant;
        this.numbers = numbers;
        this.layout = new Layout(participant.id());
    }

    List<Slot> slots() {
        return slots;
    }

    Downlink downlink() {
        return downlink;
    }

    Layout layout() {
        return layout;
    }

    /// Opens the slots that are new and returns those that are gone; the others go on, as they are described
    /// now. One whose codecs changed is another one, if it comes with a stream of its own: under the old one
    /// its numbers must go on.
    List<Slot> open(List<SlotSpec> specs, long nowNanos) {
        List<Slot> closed = new ArrayList<>(slots);
        List<Slot> before = List.copyOf(slots);
        slots.clear();
        for (SlotSpec spec : specs) {
            Slot known = find(before, spec.mid());
            boolean goesOn = known != null && known.spec().ssrc() == spec.ssrc();
            Slot slot = known != null && goesOn ? known : new Slot(participant, spec, downlink.queue(), numbers);
            slot.renew(spec);
            closed.remove(slot);
            slots.add(slot);
        }
        closed.forEach(slot -> bySsrc.remove((int) slot.spec().ssrc()));
        slots.forEach(slot -> bySsrc.put((int) slot.spec().ssrc(), slot));
        if (specs.stream().anyMatch(Subscriber::isMeasured)) {
            downlink.expectFeedback(nowNanos);
        }
        return closed;
    }

    private static boolean isMeasured(SlotSpec spec) {
        return spec.extensions().id(HeaderExtension.TRANSPORT_CC) != 0;
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

    /// A stream whose retransmissions probes can travel in; null when there is none.
    @Nullable
    SendStream paddingStream() {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).stream().carriesPadding()) {
                return slots.get(i).stream();
            }
        }
        return null;
    }

    /// What the assignment of slots needs to know.
    SlotAssignment.Viewer viewer(PeerId peer) {
        List<SlotAssignment.Place> places = new ArrayList<>(slots.size());
        for (Slot slot : slots) {
            places.add(slot.place());
        }
        return new SlotAssignment.Viewer(peer, places, layout.view());
    }

    /// Whether so many cameras and screens can all be seen at once.
    boolean hasPictures(int tracks) {
        return tracks <= Math.min(slots(MediaKind.VIDEO), layout.view().lastN());
    }

    /// Whether so many can all be heard at once.
    boolean hasVoices(int tracks) {
        return tracks <= slots(MediaKind.AUDIO);
    }

    private int slots(MediaKind kind) {
        int count = 0;
        for (int i = 0; i < slots.size(); i++) {
            count += slots.get(i).spec().kind() == kind ? 1 : 0;
        }
        return count;
    }

    boolean plays(TrackId track) {
        for (int i = 0; i < slots.size(); i++) {
            if (slots.get(i).plays(track)) {
                return true;
            }
        }
        return false;
    }

    /// Something was queued: reports are due from now on, and what changes slowly is looked at.
    void sent(long nowNanos) {
        if (!sentSinceShared) {
            sentSinceShared = true;
            shareLater(nowNanos);
        }
        if (reportDue == TimerQueue.NEVER) {
            reportDue = nowNanos + REPORT_INTERVAL_NANOS;
        }
    }

    private void shareLater(long nowNanos) {
        if (shareDue == TimerQueue.NEVER && !layout.pictures().isEmpty()) {
            shareDue = nowNanos + SHARE_INTERVAL_NANOS;
        }
    }

    boolean reportsDue(long nowNanos) {
        return Early.isDue(reportDue, nowNanos);
    }

    /// Whether one of its slots wants to report before it is time.
    boolean reportsWanted() {
        return reportsWanted;
    }

    void wantReports(boolean wanted) {
        reportsWanted = wanted;
    }

    /// Goes on while something is sent.
    void reported(long nowNanos) {
        boolean active = false;
        for (int i = 0; i < slots.size(); i++) {
            active |= slots.get(i).takeActive();
        }
        reportDue = active ? nowNanos + REPORT_INTERVAL_NANOS : TimerQueue.NEVER;
    }

    /// What is left of the link for pictures.
    long videoBudget() {
        long estimate = downlink.estimateBitsPerSecond();
        return estimate == Downlink.NO_LIMIT ? estimate : estimate * (100 - RESERVE_PERCENT) / 100 - audio();
    }

    private long audio() {
        long bits = 0;
        for (int i = 0; i < slots.size(); i++) {
            Track track = slots.get(i).track();
            bits += track == null || track.isVideo() ? 0 : track.bitsPerSecond();
        }
        return bits;
    }

    /// The link was shared among the pictures.
    ///
    /// @param demandBitsPerSecond of all pictures, if the link carried them
    /// @param limited whether it does not
    void shared(long demandBitsPerSecond, boolean limited, long nowNanos) {
        shareDue = sentSinceShared || limited ? nowNanos + SHARE_INTERVAL_NANOS : TimerQueue.NEVER;
        sentSinceShared = false;
        downlink.demand((demandBitsPerSecond + audio()) * 100 / (100 - RESERVE_PERCENT), limited);
        watch.look(nowNanos);
    }

    boolean shareDue(long nowNanos) {
        return shareDue <= nowNanos;
    }

    /// True when it is to be told what it sees.
    boolean tellsQuality(long nowNanos) {
        return watch.deadline() <= nowNanos && watch.tells(slots, downlink.limit(), nowNanos);
    }

    /// What it sees may be another layer than before.
    void switched(long nowNanos) {
        watch.look(nowNanos);
    }

    Quality quality(long nowNanos) {
        List<SlotStatus> statuses = new ArrayList<>();
        for (Slot slot : slots) {
            if (slot.spec().kind() == MediaKind.VIDEO) {
                statuses.add(slot.choice().status(slot.spec().mid()));
            }
        }
        return new Quality(downlink.status(nowNanos), statuses);
    }

    long deadline() {
        long looks = Patience.deadline(Math.min(shareDue, watch.deadline()));
        return Math.min(Math.min(reportDue, downlink.deadline()), looks);
    }
}
