package io.plenum.loadtest.crowd;

import io.plenum.core.MediaKind;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.loadtest.media.Roster;
import io.plenum.loadtest.media.Seal;
import io.plenum.loadtest.media.SendPacer;
import io.plenum.loadtest.media.Tally;
import io.plenum.rtp.AudioLevel;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Wire;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One participant's sending half: the simulator's microphone and camera, paced, sealed, and obedient to feedback.
/// Owned by the loop.
final class Broadcast {
    /// So that a stamp tells whose packet it is: track numbers are ten times the publisher's CSRC, and a little.
    private static final long TRACKS_PER_CSRC = 10;

    private static final double NANOS_PER_MILLI = 1e6;

    private final Seat seat;
    private final Tally tally;
    private final Roster.Member member;
    private final FakePublisher publisher;
    private final SendPacer pacer;
    /// Null for a camera whose rate is fixed.
    private final @Nullable UplinkControl uplink;

    private final int encodings;

    private boolean on;
    private boolean speaking = true;
    private int layers = Integer.MAX_VALUE;

    /// Its devices are off until there is somewhere to send to.
    ///
    /// @param member whose it is
    Broadcast(Seat seat, long csrc, Random random, Wire wire, Tally tally, Roster.Member member, long nowNanos) {
        this.seat = seat;
        this.tally = tally;
        this.member = member;
        PublisherOptions media = seat.publishes();
        Seal seal = new Seal(member.source(), counted(seat));
        long epochMillis = System.currentTimeMillis() - Math.round(nowNanos / NANOS_PER_MILLI);
        publisher = new FakePublisher(
                seat.name(),
                media,
                epochMillis,
                (csrc > 0 ? csrc : -member.source()) * TRACKS_PER_CSRC,
                random,
                nowNanos,
                seal,
                seat.recordings().feeds());
        enable();
        pacer = new SendPacer(
                seal,
                media.dialect().opus().payloadType(),
                media.dialect().extensions(),
                bitsPerSecond(media),
                new Out(wire));
        uplink = media.layered().map(UplinkControl::new).orElse(null);
        encodings = media.layered().map(LayeredShape::encodings).orElse(1);
    }

    /// Of SVC a server leaves out lower layers as well: each picture of L3T3_KEY needs one layer only.
    private static Set<Integer> counted(Seat seat) {
        PublisherOptions media = seat.publishes();
        int voice = media.dialect().opus().payloadType();
        boolean thinned = media.layered()
                .map(shape -> shape.spatialLayers() > 1)
                .orElse(media.shape().temporalLayers() > 1);
        return thinned ? Set.of(voice) : Set.of(voice, Offer.video(seat).payloadType());
    }

    private static long bitsPerSecond(PublisherOptions media) {
        return media.layered()
                .map(shape -> shape.bitsOf(Math.max(shape.encodings(), shape.spatialLayers())))
                .orElse((long) media.shape().bitsPerSecond());
    }

    /// Negative where the protocol does not tell which number marks a publisher: then its tracks are told apart by one
    /// of our own.
    static long csrcOf(long track) {
        return Math.floorDiv(track, TRACKS_PER_CSRC);
    }

    List<TrackSpec> tracks() {
        return publisher.tracks();
    }

    /// The time it was off goes by without packets.
    void begin(long nowNanos) {
        publisher.advance(nowNanos, pacer);
        on = true;
        enable();
        member.begins(seat.sends(), System.nanoTime());
        tellRoster();
    }

    private void enable() {
        publisher.enabled(MediaKind.AUDIO, on && seat.publishes().audio());
        publisher.enabled(MediaKind.VIDEO, on && seat.publishes().video());
    }

    /// What others should be getting.
    private void tellRoster() {
        long now = System.nanoTime();
        member.plays(MediaKind.AUDIO, on && seat.publishes().audio() && speaking, now);
        member.plays(MediaKind.VIDEO, on && seat.publishes().video() && layers > 0, now);
    }

    /// Its link is gone.
    void end() {
        on = false;
        enable();
        member.ends();
    }

    /// Which of its camera's encodings the server has use for; nothing when it names others than there are.
    void wanted(List<Boolean> which) {
        if (which.size() == encodings) {
            publisher.wanted(new TrackId(publisher.videoTrack()), which);
            if (uplink != null) {
                uplink.wanted(which);
            }
        }
    }

    void advance(long nowNanos) {
        speak(seat.talk().speaks(nowNanos));
        if (uplink != null) {
            limit(uplink.advance(System.nanoTime()));
            publisher.encodeAt(uplink.encoderBitsPerSecond());
        }
        publisher.advance(nowNanos, pacer);
        pacer.advance(nowNanos);
        tally.unsent(pacer.takeOverflowed());
    }

    private void speak(boolean now) {
        if (now != speaking) {
            speaking = now;
            publisher.level(now ? seat.publishes().minusDbov() : AudioLevel.SILENCE);
            tellRoster();
        }
    }

    private void limit(int now) {
        if (now != layers) {
            layers = now;
            publisher.limit(now);
            tellRoster();
        }
    }

    void received(byte[] rtcp, int length, long nowNanos) {
        publisher.receive(rtcp, length, nowNanos, pacer);
        if (uplink != null) {
            uplink.received(rtcp, length, System.nanoTime());
        }
    }

    private final class Out implements SendPacer.Sink {
        private final Wire wire;

        Out(Wire wire) {
            this.wire = wire;
        }

        @Override
        public void rtp(byte[] packet, int length, int transportSequence, long nowNanos) {
            wire.send(packet, length);
            tally.sent(1);
            if (uplink != null) {
                uplink.sent(transportSequence, length, nowNanos);
            }
        }

        @Override
        public void rtcp(byte[] packet, int length) {
            wire.send(packet, length);
        }
    }
}
