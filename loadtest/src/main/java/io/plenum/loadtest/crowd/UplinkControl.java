package io.plenum.loadtest.crowd;

import io.plenum.bwe.BandwidthEstimator;
import io.plenum.bwe.BweConfig;
import io.plenum.rtcp.Remb;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.rtp.SequenceExtender;
import io.plenum.sim.LayeredShape;

/// How many of its camera's qualities a publisher sends: what its uplink carries, by the feedback it gets, and what the
/// server has use for. The estimator is the engine's own.
final class UplinkControl {
    /// A browser thinks about its layers about as often.
    private static final long DECIDE_EVERY_NANOS = 300_000_000L;

    /// One quality more must fit with room to spare, or it would go again at once.
    private static final double ROOM_TO_RISE = 1.2;

    private static final long MAXIMUM = 20_000_000;

    private final LayeredShape shape;
    private final BandwidthEstimator estimator;
    private final SequenceExtender sequences = new SequenceExtender();
    private final RtcpReader rtcp = new RtcpReader();
    private final TransportFeedback feedback = new TransportFeedback();
    private final Remb remb = new Remb();
    private int wanted;
    private int carried;
    private long nextNanos;

    /// Begins with everything: a camera that starts low would make the first seconds of each test another test.
    UplinkControl(LayeredShape shape) {
        this.shape = shape;
        this.wanted = layers();
        this.carried = layers();
        estimator =
                new BandwidthEstimator(new BweConfig(BweConfig.defaults().minimum(), bitsOf(layers()) * 2, MAXIMUM));
    }

    private int layers() {
        return Math.max(shape.encodings(), shape.spatialLayers());
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

    void wanted(int layers) {
        wanted = layers;
    }

    /// How many qualities to send from now on.
    int advance(long nowNanos) {
        estimator.advance(nowNanos);
        if (nowNanos >= nextNanos) {
            nextNanos = nowNanos + DECIDE_EVERY_NANOS;
            decide(estimator.targetBitsPerSecond());
        }
        return Math.min(wanted, carried);
    }

    private void decide(long bitsPerSecond) {
        while (carried > 1 && bitsOf(carried) > bitsPerSecond) {
            carried--;
        }
        if (carried < layers() && bitsOf(carried + 1) * ROOM_TO_RISE <= bitsPerSecond) {
            carried++;
        }
    }

    private long bitsOf(int layers) {
        return shape.bitsOf(layers);
    }
}
