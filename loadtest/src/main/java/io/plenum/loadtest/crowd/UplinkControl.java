package io.plenum.loadtest.crowd;

import io.plenum.bwe.BandwidthEstimator;
import io.plenum.bwe.BweConfig;
import io.plenum.rtcp.Remb;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.rtp.SequenceExtender;
import io.plenum.sim.LayeredShape;
import java.util.List;
import java.util.stream.IntStream;

/// What a publisher sends of its camera: so many of the qualities that the server has use for as its uplink carries, by
/// the feedback it gets, and the lowest of them at a lower rate where not even that fits. The estimator is the engine's
/// own.
final class UplinkControl {
    /// A browser thinks about its layers about as often.
    private static final long DECIDE_EVERY_NANOS = 300_000_000L;

    /// One quality more must fit with room to spare, or it would go again at once.
    private static final double ROOM_TO_RISE = 1.2;

    /// A young estimate is twice what the camera sends, and not below this: cameras of low rates send up to twice their
    /// rate, as no packet of theirs is small.
    private static final long LEAST_START = 1_000_000;

    private static final long MAXIMUM = 20_000_000;

    /// What a microphone takes of it: 50 packets a second of some 150 bytes.
    private static final long AUDIO = 60_000;

    /// What an encoder may make of the rest: it knows nothing of headers.
    private static final double PAYLOAD = 0.95;

    /// libwebrtc encodes no video at less.
    private static final long LEAST_VIDEO = 30_000;

    private final LayeredShape shape;
    private final BandwidthEstimator estimator;
    private final SequenceExtender sequences = new SequenceExtender();
    private final RtcpReader rtcp = new RtcpReader();
    private final TransportFeedback feedback = new TransportFeedback();
    private final Remb remb = new Remb();
    /// The qualities that the server has use for, the lowest first.
    private List<Integer> useful;

    /// So many of them fit, at least one.
    private int carried;

    private long nextNanos;

    /// Begins with everything: a camera that starts low would make the first seconds of each test another test.
    UplinkControl(LayeredShape shape) {
        this.shape = shape;
        useful = qualities();
        carried = useful.size();
        long start = Math.max(2 * bits(), LEAST_START);
        estimator = new BandwidthEstimator(new BweConfig(BweConfig.defaults().minimum(), start, MAXIMUM));
    }

    private List<Integer> qualities() {
        return IntStream.range(0, Math.max(shape.encodings(), shape.spatialLayers()))
                .boxed()
                .toList();
    }

    void sent(int transportSequence16, int length, long nowNanos) {
        estimator.onSent(sequences.extend(transportSequence16), length, nowNanos, nowNanos, 0);
    }

    void received(byte[] packet, int length, long nowNanos) {
        if (!rtcp.wrap(packet, 0, length)) {
            return;
        }
        while (rtcp.next()) {
            if (rtcp.isTransportCc() && feedback.wrap(rtcp)) {
                estimator.onFeedback(feedback, nowNanos);
            } else if (rtcp.isRemb()) {
                estimator.onRemb(remb.wrap(rtcp).bitrate(), nowNanos);
            }
        }
    }

    /// Which encodings the server has use for: one for each of the camera's. An encoding of several spatial layers is
    /// all of them or nothing.
    void wanted(List<Boolean> encodings) {
        useful = qualities().stream()
                .filter(quality -> encodings.get(shape.encodings() > 1 ? quality : 0))
                .toList();
        carried = useful.size();
        drop();
    }

    /// How many qualities may be sent from now on, counted from the camera's lowest.
    int advance(long nowNanos) {
        estimator.advance(nowNanos);
        if (nowNanos >= nextNanos) {
            nextNanos = nowNanos + DECIDE_EVERY_NANOS;
            drop();
            rise();
        }
        return useful.isEmpty() ? 0 : useful.get(carried - 1) + 1;
    }

    /// What the encoder may make of all that is sent.
    long encoderBitsPerSecond() {
        return Math.max(LEAST_VIDEO, Math.round((estimator.targetBitsPerSecond() - AUDIO) * PAYLOAD));
    }

    private void drop() {
        while (carried > 1 && bits() > estimator.targetBitsPerSecond()) {
            carried--;
        }
    }

    private void rise() {
        if (carried < useful.size()) {
            carried++;
            if (bits() * ROOM_TO_RISE > estimator.targetBitsPerSecond()) {
                carried--;
            }
        }
    }

    /// Of what is carried.
    private long bits() {
        return useful.stream()
                .limit(carried)
                .mapToLong(quality -> shape.bitsOf(quality + 1) - shape.bitsOf(quality))
                .sum();
    }
}
