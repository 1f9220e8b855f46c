package io.plenum.room;

import io.plenum.core.Codec;
import io.plenum.core.HeaderExtension;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.forward.Verdict;
import io.plenum.send.PictureChange;
import io.plenum.send.SendQueue;
import io.plenum.send.SendStream;
import io.plenum.send.SplitMix64;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One m-line of a subscriber: the [Choice] of what plays in it, and the [Passage] that makes it look like one stream.
final class Slot {
    private final Participant participant;
    private SlotSpec spec;
    private Set<String> codecs;
    private SlotAssignment.@Nullable Place place;
    private final SendStream stream;
    private final SendQueue queue;
    private final Choice choice = new Choice();
    private final Passage passage;
    private boolean reportWanted;
    /// What played before, of which something may still come.
    private @Nullable Track left;

    private long leftNanos;
    /// Its source began anew, with something else than a key frame.
    private boolean beginsAnew;

    Slot(Participant participant, SlotSpec spec, SendQueue queue, SplitMix64 numbers) {
        this.participant = participant;
        this.queue = queue;
        this.spec = spec;
        this.codecs = codecs(spec);
        this.stream = new SendStream(spec, numbers);
        this.passage = new Passage(stream, numbers);
        choice.described(isDescribed(spec));
    }

    private static boolean isDescribed(SlotSpec spec) {
        return spec.extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR) != 0;
    }

    private static Set<String> codecs(SlotSpec spec) {
        return spec.payloads().stream().map(payload -> payload.codec().key()).collect(Collectors.toUnmodifiableSet());
    }

    /// Agreed on anew. Under other payload types what plays begins anew, too: a receiver does not know the
    /// old ones any more.
    void renew(SlotSpec agreed) {
        boolean others = !agreed.payloads().equals(spec.payloads());
        spec = agreed;
        codecs = codecs(agreed);
        place = null;
        stream.renew(agreed);
        choice.described(isDescribed(agreed));
        if (others) {
            passage.discardQueued(queue);
            passage.end();
            choice.beginAnew();
        }
    }

    Participant participant() {
        return participant;
    }

    SlotSpec spec() {
        return spec;
    }

    /// As the assignment of slots sees it.
    SlotAssignment.Place place() {
        SlotAssignment.Place known = place;
        if (known == null) {
            known = new SlotAssignment.Place(spec.mid(), spec.kind(), spec.group(), codecs, playing());
            place = known;
        }
        return known;
    }

    SendStream stream() {
        return stream;
    }

    Choice choice() {
        return choice;
    }

    @Nullable
    Track track() {
        return choice.track();
    }

    Optional<TrackId> playing() {
        return choice.playing();
    }

    /// Whether this is what plays; null for nothing.
    boolean plays(@Nullable TrackId track) {
        Track playing = choice.track();
        return playing == null ? track == null : playing.id().equals(track);
    }

    /// From now on this track plays here, or nothing does. What played before stops at once, but for pictures of it
    /// that have gone out: what is still missing of those has its place for a while.
    void play(@Nullable Track next, long nowNanos) {
        Track before = choice.track();
        stop(next);
        if (next != null && next == left) {
            next.leavers().remove(this);
            left = null;
        }
        if (before != null && before.isVideo()) {
            leave(before, nowNanos);
        }
    }

    private void leave(Track track, long nowNanos) {
        forgetLeft();
        left = track;
        leftNanos = nowNanos;
        track.leavers().add(this);
    }

    private void stop(@Nullable Track next) {
        passage.discardQueued(queue);
        reportWanted = false;
        place = null;
        choice.play(next);
    }

    /// Nothing plays here any more, and nothing will.
    void close() {
        stop(null);
        forgetLeft();
        passage.end();
    }

    /// Of the track that played here before nothing more is to come.
    void forgetLeft() {
        Track before = left;
        if (before != null) {
            left = null;
            before.leavers().remove(this);
            passage.end(before);
        }
    }

    /// A packet of the track that played here before. False when nothing of it has a place here any more.
    boolean forwardLate(ReceivedPacket received, long nowNanos) {
        boolean inTime = nowNanos - leftNanos < Passage.LATEST_NANOS;
        if (inTime) {
            passage.sendLate(queue, received, nowNanos);
        }
        return inTime;
    }

    /// Goes for the layer that the claim was given.
    void aim() {
        if (choice.aim()) {
            passage.discardQueued(queue);
        }
    }

    /// Whether a packet of the track that plays here changes nothing here: it is of another layer, begins nothing, and
    /// the slot has been where it is for so long that nothing late has a place either.
    boolean ignores(ReceivedPacket received, long nowNanos) {
        return choice.playsAnother(received) && !received.startsHere() && passage.isSettled(nowNanos);
    }

    /// Whether it has turned out that only a key frame brings the layer that is aimed at; said once.
    boolean takeNeed() {
        boolean result = choice.takeNeed() || beginsAnew;
        beginsAnew = false;
        return result;
    }

    /// Whether anything waits to be sent to its subscriber.
    boolean hasQueued() {
        return queue.size() > 0;
    }

    /// Decides about a packet of the track that plays here, and queues it if it goes on.
    Verdict forward(ReceivedPacket received, long nowNanos) {
        if (choice.plays(received)) {
            if (!passage.isInterruptedBy(received)) {
                return pass(received, nowNanos);
            }
            choice.beginAnew();
            beginsAnew = received.layer().track().isVideo() && !received.startsHere();
        }
        return switch (choice.judge(received)) {
            case DROP -> sendLate(received, nowNanos);
            case FORWARD -> pass(received, nowNanos);
            case SWITCH -> join(received, nowNanos);
        };
    }

    /// Nothing begins before the participant is connected, and so nothing plays.
    private Verdict join(ReceivedPacket received, long nowNanos) {
        PayloadSpec payload = participant.connected() ? outgoing(received) : null;
        if (payload == null) {
            return Verdict.DROP;
        }
        // The link is too narrow for what waits: the smaller picture is not to wait behind it.
        if (choice.isForcedDownBy(received)) {
            passage.discardQueued(queue);
        }
        Stay stay = passage.join(received, payload, nowNanos);
        choice.switched(received, stay.inside());
        reportWanted = true;
        participant.subscriber().wantReports(true);
        boolean audio = !received.layer().track().isVideo();
        int change = audio ? PictureChange.withMarker(PictureChange.NONE) : PictureChange.NONE;
        passage.send(queue, received, marked(received, change), nowNanos);
        return Verdict.SWITCH;
    }

    /// As what the subscriber gets it: redundant audio as its primary block where redundancy was not agreed on; null
    /// when the subscriber cannot play it.
    private @Nullable PayloadSpec outgoing(ReceivedPacket received) {
        PayloadSpec same = outgoing(received.payload().codec().key());
        PayloadSpec primary = same == null && received.family() == Codec.Family.RED ? received.primary() : null;
        return primary == null ? same : outgoing(primary.codec().key());
    }

    private @Nullable PayloadSpec outgoing(String codec) {
        for (PayloadSpec payload : spec.payloads()) {
            if (payload.codec().key().equals(codec)) {
                return payload;
            }
        }
        return null;
    }

    private Verdict sendLate(ReceivedPacket received, long nowNanos) {
        passage.sendLate(queue, received, nowNanos);
        return Verdict.DROP;
    }

    private Verdict pass(ReceivedPacket received, long nowNanos) {
        if (passage.isAfter(received)) {
            return sendLate(received, nowNanos); // the slot left the layer meanwhile, and came back
        }
        if (!choice.keeps(received)) {
            passage.leaveOut(queue, received, nowNanos);
            return Verdict.DROP;
        }
        boolean sent = passage.send(queue, received, marked(received, PictureChange.NONE), nowNanos);
        return sent ? Verdict.FORWARD : Verdict.DROP;
    }

    /// Where layers above are left out, the picture ends with another packet.
    private int marked(ReceivedPacket received, int change) {
        return choice.endsPicture(received) ? PictureChange.withMarker(change) : change;
    }

    /// Whether its receiver still has the times of another publisher.
    boolean wantsReport() {
        return reportWanted;
    }

    /// Whether a sender report would tell the subscriber something: the slot switched, or it is time and it is active.
    boolean reportDue(boolean regular) {
        return (reportWanted || (regular && passage.active())) && passage.tellsTime();
    }

    /// The stream's timestamp at this time, for a report that counts as sent.
    long takeReport(long nowNanos) {
        reportWanted = false;
        return passage.timestampAt(nowNanos);
    }

    /// Whether anything was sent since the last call.
    boolean takeActive() {
        return passage.takeActive();
    }
}
