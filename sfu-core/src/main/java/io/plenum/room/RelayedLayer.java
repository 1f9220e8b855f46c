package io.plenum.room;

import io.plenum.core.Codec;
import io.plenum.core.Relief;
import io.plenum.forward.PictureIdRewriter;
import io.plenum.forward.SequenceRewriter;
import io.plenum.forward.Verdict;
import io.plenum.send.PictureChange;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;

/// One encoding of a track on its way to another shard: a stream of its own, in which what is left out leaves
/// no gap.
///
/// So there is nothing to ask for over there but what the publisher's network lost; that is asked for on this
/// side, and goes on when it comes.
final class RelayedLayer {
    /// Above zero, so that packets reordered before the first have numbers.
    private static final int FIRST_SEQUENCE = 1 << 16;

    private final RelayLeg leg;
    private final Layer layer;
    private final Counters counters;
    private final RelayFilter filter = new RelayFilter();
    private final SequenceRewriter sequences = new SequenceRewriter(FIRST_SEQUENCE);
    private final PictureIdRewriter pictures = new PictureIdRewriter(0, 0);
    private boolean wanted;
    private boolean running;
    private boolean cut;
    private int stream;
    private int incarnation = -1;
    private long highest;
    private long timestamp;
    private int reportsTold;

    RelayedLayer(RelayLeg leg, Layer layer, Counters counters) {
        this.leg = leg;
        this.layer = layer;
        this.counters = counters;
    }

    RelayLeg leg() {
        return leg;
    }

    Layer layer() {
        return layer;
    }

    void want(boolean value) {
        wanted = value;
        running &= value;
        cut &= value;
    }

    /// Whether a report has come that the other shard has not been told.
    boolean takeReport() {
        boolean news = running && reportsTold != layer.reports();
        reportsTold = running ? layer.reports() : reportsTold;
        return news;
    }

    int stream() {
        return stream;
    }

    /// Something did not fit: the rest of the picture is of no use, nor what follows up to a key frame.
    void cut() {
        running = false;
        cut = true;
    }

    /// Whether only a key frame lets it go on, or have again what was left out.
    boolean needsKeyframe() {
        Relief level = leg.shedding().level();
        return wanted
                && ((cut && !level.includes(Relief.PICTURES))
                        || (running && !level.includes(Relief.SIZES) && filter.waiting()));
    }

    /// Queues a packet of the encoding if it goes on. SWITCH when the stream begins with it.
    Verdict forward(ReceivedPacket received, RelayQueue queue) {
        running &= layer.incarnation() == incarnation;
        if (running) {
            return pass(received, queue);
        }
        boolean begins = wanted && received.startsHere();
        return begins ? begin(received, queue) : sendLate(received, queue);
    }

    /// Viewers over there may have left the encoding, but what comes late still has its place in what they
    /// saw of it.
    private Verdict sendLate(ReceivedPacket received, RelayQueue queue) {
        if (layer.incarnation() != incarnation || sequences.isAhead(received.sequence()) || isCutOff()) {
            return Verdict.DROP;
        }
        return sendInPlace(received, queue);
    }

    private Verdict begin(ReceivedPacket received, RelayQueue queue) {
        if (isCutOff()) {
            return Verdict.DROP;
        }
        if (layer.incarnation() != incarnation) {
            incarnation = layer.incarnation();
            stream = leg.routes().nextStream();
        }
        sequences.join(received.sequence());
        if (received.family() == Codec.Family.VP8) {
            int bits = received.vp8().pictureIdBits();
            pictures.join(
                    Math.max(0, received.vp8().pictureId()),
                    Math.max(0, received.vp8().tl0PicIdx()),
                    bits);
        }
        filter.shed(leg.shedding().level());
        filter.restart(received);
        running = true;
        cut = false;
        highest = received.sequence();
        timestamp = received.rtp().timestamp();
        return send(received, queue) ? Verdict.SWITCH : Verdict.DROP;
    }

    private boolean isCutOff() {
        return layer.track().isVideo() && leg.shedding().level().includes(Relief.PICTURES);
    }

    private Verdict pass(ReceivedPacket received, RelayQueue queue) {
        boolean newPicture = received.sequence() > highest && received.rtp().timestamp() != timestamp;
        highest = Math.max(highest, received.sequence());
        timestamp = newPicture ? received.rtp().timestamp() : timestamp;
        if (newPicture && isCutOff()) {
            cut();
            counters.count(Counter.RELAY_SHED_VIDEO);
            return Verdict.DROP;
        }
        filter.shed(leg.shedding().level());
        return sendInPlace(received, queue);
    }

    private Verdict sendInPlace(ReceivedPacket received, RelayQueue queue) {
        boolean keeps = filter.keeps(received);
        if (!received.hasMedia() || !keeps) {
            leaveOut(received, queue);
            return Verdict.DROP;
        }
        return send(received, queue) ? Verdict.FORWARD : Verdict.DROP;
    }

    /// In its turn it leaves no gap. One that comes late has left one already, which an empty packet fills.
    private void leaveOut(ReceivedPacket received, RelayQueue queue) {
        if (received.hasMedia()) {
            counters.count(filter.isTooLarge(received) ? Counter.RELAY_SHED_SPATIAL : Counter.RELAY_SHED_TEMPORAL);
        }
        if (!sequences.isAhead(received.sequence())) {
            add(received, PictureChange.EMPTY, queue);
            return;
        }
        sequences.drop(received.sequence());
        if (received.hasMedia() && hasPictureId(received)) {
            pictures.drop(received.vp8().pictureId());
        }
    }

    private boolean send(ReceivedPacket received, RelayQueue queue) {
        int change = PictureChange.NONE;
        if (hasPictureId(received)) {
            int picture = pictures.picture(received.vp8().pictureId());
            int tl0 = pictures.tl0(Math.max(0, received.vp8().tl0PicIdx()));
            change = picture < 0 ? PictureChange.EMPTY : PictureChange.of(picture, tl0);
        }
        return add(received, filter.endsPicture(received) ? PictureChange.withMarker(change) : change, queue);
    }

    private static boolean hasPictureId(ReceivedPacket received) {
        return received.family() == Codec.Family.VP8 && received.vp8().pictureId() >= 0;
    }

    private boolean add(ReceivedPacket received, int change, RelayQueue queue) {
        long sequence = sequences.map(received.sequence());
        if (sequence == SequenceRewriter.NO_PLACE) {
            return false;
        }
        if (!queue.add(this, received.packet(), sequence, stream, change)) {
            cut();
            return false;
        }
        return true;
    }
}
