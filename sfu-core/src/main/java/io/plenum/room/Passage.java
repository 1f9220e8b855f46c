package io.plenum.room;

import io.plenum.core.PayloadSpec;
import io.plenum.forward.SequenceRewriter;
import io.plenum.forward.TimestampRewriter;
import io.plenum.send.PictureChange;
import io.plenum.send.SendQueue;
import io.plenum.send.SendStream;
import io.plenum.send.Splice;
import io.plenum.send.SplitMix64;
import org.jspecify.annotations.Nullable;

/// How packets of changing sources become one stream without a seam: the [Stay] of the present one, and of
/// those before, whose late packets still have a place.
final class Passage {
    /// Players that get two frames with one timestamp take them for one.
    private static final int MIN_VIDEO_FRAMES_PER_SECOND = 1_000;

    /// Opus packets of browsers last 20 ms: the next one must not overlap the last.
    private static final int AUDIO_PACKETS_PER_SECOND = 50;

    private static final int PICTURE_ID_BITS = 12;
    private static final int TL0_BITS = 6;
    private static final int TIMESTAMP_BITS = 30;

    /// A slot may go to another encoding and back before the last packet is repaired.
    private static final int REMEMBERED_STAYS = 3;

    /// Receivers wait no longer for what is missing, and histories keep nothing for longer.
    static final long LATEST_NANOS = 1_000_000_000L;

    private final SendStream stream;
    private final TimestampRewriter timestamps;
    private final @Nullable Stay[] stays = new @Nullable Stay[REMEMBERED_STAYS];
    private Stay now;
    private int joined;
    private long joinedNanos = Long.MIN_VALUE / 2;
    private boolean active;

    Passage(SendStream stream, SplitMix64 numbers) {
        this.stream = stream;
        this.timestamps = new TimestampRewriter(numbers.bits(TIMESTAMP_BITS));
        this.now = new Stay(
                stream.firstSequence(),
                numbers.bits(PICTURE_ID_BITS),
                numbers.bits(TL0_BITS),
                numbers.bits(PICTURE_ID_BITS));
        stays[0] = now;
    }

    /// Nothing goes through from now on, not even what comes late; the numbers stay for what comes next.
    void end() {
        for (Stay stay : stays) {
            if (stay != null) {
                stay.end();
            }
        }
    }

    /// Nor what comes late of this track.
    void end(Track track) {
        for (Stay stay : stays) {
            if (stay != null && stay.isOf(track)) {
                stay.end();
            }
        }
    }

    /// Whether the sender of the layer that goes through, one of whose packets this is, began anew or changed its
    /// codec.
    boolean isInterruptedBy(ReceivedPacket received) {
        return now.isInterruptedBy(received);
    }

    /// Whether the packet is from before what goes through at present began, be it of the same layer.
    boolean isAfter(ReceivedPacket received) {
        return now.isAfter(received);
    }

    /// What waits of the present source is of no use any more.
    void discardQueued(SendQueue queue) {
        queue.hollow(stream);
        now.hollowAbove(stream.highestWritten());
    }

    /// Another source begins with this packet. Returns its stay.
    ///
    /// @param payload as what the subscriber gets it
    Stay join(ReceivedPacket received, PayloadSpec payload, long nowNanos) {
        joinTimestamps(received, nowNanos);
        Stay next = next();
        if (next != now) {
            next.follow(now);
        }
        next.begin(received, payload, spliceOf(received, payload));
        now = next;
        joinedNanos = nowNanos;
        return next;
    }

    /// A new one until there are enough; then the oldest is used again.
    private Stay next() {
        int index = joined++ % REMEMBERED_STAYS;
        Stay oldest = stays[index];
        Stay next = oldest == null ? new Stay() : oldest;
        stays[index] = next;
        return next;
    }

    /// Layers of one track show the same moments, each on a clock of its own.
    private void joinTimestamps(ReceivedPacket received, long nowNanos) {
        Layer layer = received.layer();
        int clockRate = received.payload().codec().clockRate();
        int minimum = clockRate / (layer.track().isVideo() ? MIN_VIDEO_FRAMES_PER_SECOND : AUDIO_PACKETS_PER_SECOND);
        Splice before = now.splice();
        long timestamp = received.rtp().timestamp();
        boolean sameTrack = before != null && before.csrc() == layer.track().csrc() && before.clock() != layer.clock();
        if (sameTrack
                && before != null
                && before.clock().known()
                && layer.clock().known()) {
            long moment = layer.clock().nanosAt(timestamp);
            long aligned = before.clock().timestampAt(moment) + before.timestampOffset();
            timestamps.joinAt(timestamp, aligned, clockRate, minimum, nowNanos);
        } else {
            timestamps.join(timestamp, clockRate, minimum, nowNanos);
        }
    }

    private Splice spliceOf(ReceivedPacket received, PayloadSpec payload) {
        Layer layer = received.layer();
        return new Splice(
                layer.history(),
                layer.clock(),
                layer.track().spec().extensions(),
                layer.track().csrc(),
                payload.codec().family(),
                payload.payloadType(),
                payload.rtxPayloadType().orElse(Splice.NO_RTX),
                timestamps.offset());
    }

    /// In its turn it leaves no gap. One that comes late has left one already, which an empty packet fills. Its moment
    /// counts all the same: the lower layers of its picture may come late, also when another source has followed.
    void leaveOut(SendQueue queue, ReceivedPacket received, long nowNanos) {
        timestamps.map(received.rtp().timestamp(), nowNanos);
        if (now.isAhead(received)) {
            now.leaveOut(received);
        } else {
            sendAs(PictureChange.EMPTY, now, now.number(received), queue, received, nowNanos);
        }
    }

    /// False when it has no place, or the queue is full.
    ///
    /// @param change what is changed of it beside its numbers
    boolean send(SendQueue queue, ReceivedPacket received, int change, long nowNanos) {
        timestamps.map(received.rtp().timestamp(), nowNanos);
        int numbered = change | now.change(received);
        return sendAs(numbered, now, now.number(received), queue, received, nowNanos);
    }

    /// A packet of a source that does not go through, or no more: where it went through before, and this one
    /// comes late, its place is still free.
    void sendLate(SendQueue queue, ReceivedPacket received, long nowNanos) {
        if (now.isOf(received) && !now.isAfter(received)) {
            sendLate(now, queue, received, nowNanos);
        } else if (!isSettled(nowNanos)) {
            for (Stay stay : stays) {
                if (stay != null && stay != now && stay.isOf(received)) {
                    sendLate(stay, queue, received, nowNanos);
                }
            }
        }
    }

    /// Whether no packet of an earlier source has a place any more.
    boolean isSettled(long nowNanos) {
        return nowNanos - joinedNanos >= LATEST_NANOS;
    }

    private void sendLate(Stay of, SendQueue queue, ReceivedPacket received, long nowNanos) {
        long number = of.isAhead(received) ? SequenceRewriter.NO_PLACE : of.number(received);
        if (number != SequenceRewriter.NO_PLACE) {
            sendAs(of.lateChange(received, number), of, number, queue, received, nowNanos);
        }
    }

    private boolean sendAs(int change, Stay of, long number, SendQueue queue, ReceivedPacket received, long nowNanos) {
        Splice splice = of.splice();
        if (splice == null || number == SequenceRewriter.NO_PLACE) {
            return false;
        }
        active = true;
        return stream.send(queue, received.packet(), splice, number, received.sequence(), change, nowNanos);
    }

    /// Whether anything went through since the last [#takeActive].
    boolean active() {
        return active;
    }

    boolean takeActive() {
        boolean result = active;
        active = false;
        return result;
    }

    /// Whether it can be said which of the stream's timestamps belongs to a time.
    boolean tellsTime() {
        Splice current = now.splice();
        return current != null && current.clock().known();
    }

    long timestampAt(long nowNanos) {
        Splice current = now.splice();
        return current == null ? 0 : current.clock().timestampAt(nowNanos) + current.timestampOffset();
    }
}
