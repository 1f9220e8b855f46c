package io.plenum.bwe;

import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.sim.Samples;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/// One subscriber's stream over a bottleneck: audio, video frames of the size that the source makes of the target,
/// pacer, estimator, and a receiver that reports each 100 ms.
final class MediaFlow {
    private static final long FRAME = Units.SECOND / 30;
    private static final long AUDIO_FRAME = 20 * Units.MILLISECOND;
    private static final int AUDIO_BYTES = 120;
    private static final int PACKET_BYTES = 1_200;
    private static final int AUDIO_RATE = 48_000;
    private static final long CLOCK_OFFSET = 4_242 * Units.SECOND + 1_717;
    private static final long FEEDBACK_INTERVAL = 100 * Units.MILLISECOND;

    final BandwidthEstimator estimator;
    final Samples received = new Samples();
    final Samples target = new Samples();

    private final World world;
    private final Bottleneck link;
    private final Random random;
    private final long oneWay;
    private final Pacer pacer;
    private final ProbeCluster cluster = new ProbeCluster();
    private final FeedbackWriter receiver = new FeedbackWriter();
    private final RtcpReader reader = new RtcpReader();
    private final TransportFeedback feedback = new TransportFeedback();
    private LongUnaryOperator source = rate -> rate;
    private boolean paused;
    private boolean feedbackLost;
    private long sequence = 65_000;
    private long pumpAt = Long.MAX_VALUE;
    private long advanceAt = Long.MAX_VALUE;

    MediaFlow(World world, Bottleneck link, long seed, long roundTrip) {
        this(world, link, seed, roundTrip, BweConfig.defaults());
    }

    MediaFlow(World world, Bottleneck link, long seed, long roundTrip, BweConfig config) {
        this.world = world;
        this.link = link;
        this.random = new Random(seed);
        this.oneWay = roundTrip / 2;
        estimator = new BandwidthEstimator(config);
        pacer = new Pacer(config.start());
    }

    MediaFlow startAt(long nanos) {
        world.at(nanos, () -> {
            estimator.expectFeedback(world.now());
            world.after(random.nextLong(FRAME), () -> world.every(FRAME, this::frame));
            world.every(AUDIO_FRAME, this::audio);
            world.after(random.nextLong(FEEDBACK_INTERVAL), () -> world.every(FEEDBACK_INTERVAL, this::report));
            world.every(10 * Units.MILLISECOND, () -> target.add(world.now(), estimator.estimateBitsPerSecond()));
        });
        return this;
    }

    /// How much is sent of the rate that the estimator allows to video.
    MediaFlow source(LongUnaryOperator source) {
        this.source = source;
        return this;
    }

    void pause(boolean paused) {
        this.paused = paused;
    }

    void loseFeedback(boolean lost) {
        feedbackLost = lost;
    }

    private void frame() {
        if (paused) {
            return;
        }
        long rate = source.applyAsLong(Math.max(0, estimator.targetBitsPerSecond() - AUDIO_RATE));
        int bytes = (int) (Units.bytes(rate, FRAME) * (0.8 + 0.4 * random.nextDouble()));
        for (int left = bytes; left > 0; left -= PACKET_BYTES) {
            int size = Math.max(60, Math.min(left, PACKET_BYTES));
            pacer.enqueue(PacketPriority.VIDEO, size, size, world.now());
        }
        pump();
    }

    private void audio() {
        if (!paused) {
            pacer.enqueue(PacketPriority.AUDIO, AUDIO_BYTES, AUDIO_BYTES, world.now());
            pump();
        }
    }

    private void pump() {
        pacer.target(estimator.targetBitsPerSecond(), estimator.isTight());
        pacer.spare(estimator.hasRoom());
        if (pacer.readyToProbe() && estimator.pollProbe(cluster)) {
            pacer.probe(cluster);
        }
        for (int size = pacer.poll(world.now()); size != Pacer.NONE; size = pacer.poll(world.now())) {
            send(size);
        }
        long due = pacer.nextDeadline();
        if (due != Long.MAX_VALUE && due < pumpAt) {
            pumpAt = Math.max(due, world.now() + 1);
            world.at(pumpAt, () -> {
                pumpAt = Long.MAX_VALUE;
                pump();
            });
        }
        schedule();
    }

    private void send(int polled) {
        boolean padding = polled == Pacer.PADDING;
        int size = padding ? pacer.paddingBytes() : polled;
        long number = sequence++;
        estimator.onSent(number, size, world.now(), world.now(), pacer.polledCluster());
        estimator.startProbing(world.now());
        if (padding) {
            pacer.padded(size, world.now());
        }
        link.send(
                size,
                () -> world.after(oneWay, () -> {
                    received.add(world.now(), size);
                    receiver.arrived(number, world.now() + CLOCK_OFFSET);
                }));
    }

    private void report() {
        int length = receiver.write();
        if (length > 0 && !feedbackLost) {
            byte[] packet = receiver.packet().clone();
            world.after(oneWay, () -> {
                if (!reader.wrap(packet, 0, length) || !reader.next() || !feedback.wrap(reader)) {
                    throw new AssertionError("Feedback refused");
                }
                estimator.onFeedback(feedback, world.now());
                pump();
            });
        }
    }

    private void schedule() {
        long due = estimator.nextDeadline();
        if (due < advanceAt) {
            advanceAt = Math.max(due, world.now());
            world.at(advanceAt, () -> {
                advanceAt = Long.MAX_VALUE;
                estimator.advance(world.now());
                pump();
            });
        }
    }
}
