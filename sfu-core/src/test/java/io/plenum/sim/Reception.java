package io.plenum.sim;

import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import java.util.List;
import java.util.Optional;

/// Assertions on what one member received, as sentences: `room.assertThat("bob").sees("ann").sawNoGap()`.
public final class Reception {
    private static final long RECENT_NANOS = Times.seconds(1);

    private final Conference conference;
    private final Member member;
    private final FakeSubscriber subscriber;

    Reception(Conference conference, Member member) {
        this.conference = conference;
        this.member = member;
        this.subscriber = member.subscriber();
    }

    /// Within the last second, the publisher's video was decoded, in the slot that signaling announced for it.
    public Reception sees(String publisher) {
        return receives(publisher, MediaKind.VIDEO, 15);
    }

    /// Within the last second, the publisher's audio was played, in the slot that signaling announced for it.
    public Reception hears(String publisher) {
        return receives(publisher, MediaKind.AUDIO, 40);
    }

    private Reception receives(String publisher, MediaKind kind, long atLeast) {
        TrackId track = conference.member(publisher).track(kind);
        Optional<SlotReceiver> slot = member.slotOf(track);
        check(slot.isPresent(), "has no " + kind + " slot for " + publisher);
        long frames = slot.map(found -> recentFrames(found, track)).orElse(0L);
        check(frames >= atLeast, "got only " + frames + " frames of " + publisher + "'s " + kind + " in a second");
        return this;
    }

    /// The layer whose frames were decoded last: an encoding of simulcast, or a spatial layer.
    public Reception showsLayer(String mid, int layer) {
        MediaStamp newest = slot(mid).newest().orElseThrow(() -> new AssertionError("nothing was decoded"));
        int shown = newest.encoding() + newest.spatial();
        check(shown == layer, "shows layer " + shown + " instead of " + layer);
        return this;
    }

    public Reception doesNotSee(String publisher) {
        return doesNotReceive(publisher, MediaKind.VIDEO);
    }

    public Reception doesNotHear(String publisher) {
        return doesNotReceive(publisher, MediaKind.AUDIO);
    }

    private Reception doesNotReceive(String publisher, MediaKind kind) {
        TrackId track = conference.member(publisher).track(kind);
        check(member.slotOf(track).isEmpty(), "has a slot for " + publisher + "'s " + kind);
        for (SlotReceiver slot : subscriber.slots(kind)) {
            check(
                    recentFrames(slot, track) == 0,
                    "gets " + publisher + "'s " + kind + " in slot "
                            + slot.spec().mid());
        }
        return this;
    }

    /// For a second there was no picture of the publisher, though it has a slot.
    public Reception seesNoPictureOf(String publisher) {
        TrackId track = conference.member(publisher).track(MediaKind.VIDEO);
        SlotReceiver slot = member.slotOf(track).orElseThrow(() -> new AssertionError("no slot for " + publisher));
        check(recentFrames(slot, track) == 0, "sees " + publisher);
        return this;
    }

    private long recentFrames(SlotReceiver slot, TrackId track) {
        return slot.log().count(track.value(), conference.nowNanos() - RECENT_NANOS, conference.nowNanos());
    }

    /// No packet was lost for good, in any slot.
    public Reception sawNoGap() {
        for (SlotReceiver slot : subscriber.slots()) {
            check(
                    slot.lostForGood() == 0,
                    "lost " + slot.lostForGood() + " packets in slot "
                            + slot.spec().mid());
        }
        return this;
    }

    /// No video packet was lost for good; audio has no retransmission.
    public Reception sawNoVideoGap() {
        for (SlotReceiver slot : subscriber.slots(MediaKind.VIDEO)) {
            check(
                    slot.lostForGood() == 0,
                    "lost " + slot.lostForGood() + " packets in slot "
                            + slot.spec().mid());
        }
        return this;
    }

    /// Every number that the server left out in a video slot is of a packet that never came to it.
    public Reception sawOnlyRealGaps() {
        for (SlotReceiver slot : member.sentSlots()) {
            List<String> unexplained = slot.holes().unexplained(conference::neverArrived);
            check(
                    unexplained.isEmpty(),
                    "was left holes in slot " + slot.spec().mid() + " that no loss explains: "
                            + String.join("; ", unexplained));
        }
        return this;
    }

    /// So many packets came in a slot.
    public Reception gotPackets(String mid, long atLeast) {
        check(slot(mid).packets() >= atLeast, "got only " + slot(mid).packets() + " packets in slot " + mid);
        return this;
    }

    /// No pause between two frames of a video slot was longer than this, in a span of the scenario.
    public Reception sawNoFreeze(String mid, long longestNanos, long fromNanos, long toNanos) {
        long pause = slot(mid).log().longestPauseNanos(fromNanos, toNanos);
        check(pause <= longestNanos, "saw a pause of " + pause / 1_000_000 + " ms in slot " + mid);
        return this;
    }

    /// The lips were in sync whenever that could be told, and it could be.
    public Reception inSyncWithin(long nanos) {
        SyncMeter sync = subscriber.sync();
        check(sync.measured() > 0, "never knew whether audio and video are in sync");
        check(sync.worstNanos() <= nanos, "saw lips " + sync.worstNanos() / 1_000 + " µs out of sync");
        return this;
    }

    /// So many video slots play something, by what signaling said.
    public Reception hasFilled(MediaKind kind, int slots) {
        long filled = member.slots().stream()
                .filter(slot -> slot.kind() == kind)
                .filter(slot -> member.announced(slot.mid()).isPresent())
                .count();
        check(filled == slots, "has " + filled + " " + kind + " slots filled instead of " + slots);
        return this;
    }

    public SlotReceiver slot(String mid) {
        return subscriber.slot(mid).orElseThrow(() -> new IllegalArgumentException("no slot " + mid));
    }

    private void check(boolean condition, String otherwise) {
        conference.check(condition, member.name() + " " + otherwise);
    }
}
