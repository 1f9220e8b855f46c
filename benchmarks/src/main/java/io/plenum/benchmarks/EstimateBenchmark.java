package io.plenum.benchmarks;

import io.plenum.bwe.BandwidthEstimator;
import io.plenum.bwe.BweConfig;
import io.plenum.bwe.Pacer;
import io.plenum.bwe.PacketPriority;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.TransportFeedback;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What pacing a packet and estimating by its arrival cost: 1.5 Mbit/s in packets of 1,200 bytes, each paced, sent and
/// reported on; a report for every ten packets (64 ms).
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = ServerJava.OPTIONS)
public class EstimateBenchmark {
    private static final int PACKETS = 10;
    private static final int SIZE = 1_200;
    private static final long REPORT_NANOS = 64_000_000;
    private static final int HEADER = 20;
    private static final int BASE_SEQUENCE = 12;
    private static final int REFERENCE = 16;
    /// A run of ten small deltas.
    private static final short RUN = (1 << 13) | PACKETS;
    /// Of 250 µs: ten make nearly 64 ms.
    private static final byte TICKS = 25;

    /// Memory that is not in the cache costs as much as all of the arithmetic: so many links take turns.
    @Param({"1", "200"})
    public int links = 1;

    private Path[] paths = {};
    private long turn;

    @Setup
    public void assemble() {
        paths = new Path[links];
        for (int i = 0; i < links; i++) {
            paths[i] = new Path();
        }
    }

    @Benchmark
    @OperationsPerInvocation(PACKETS)
    public long estimate() {
        return paths[(int) (turn++ % links)].report();
    }

    private static final class Path {
        private final BandwidthEstimator estimator = new BandwidthEstimator(BweConfig.defaults());
        private final Pacer pacer = new Pacer(estimator.targetBitsPerSecond());
        private final ByteBuffer report = ByteBuffer.allocate(HEADER + 2 + PACKETS);
        private final RtcpReader reader = new RtcpReader();
        private final TransportFeedback feedback = new TransportFeedback();
        private long sequence;
        private int reports;

        Path() {
            estimator.expectFeedback(0);
            report.put(0, (byte) 0x8F).put(1, (byte) 205).putShort(2, (short) (report.capacity() / 4 - 1));
            report.putShort(14, (short) PACKETS).putShort(HEADER, RUN);
            for (int i = 0; i < PACKETS; i++) {
                report.put(HEADER + 2 + i, TICKS);
            }
        }

        long report() {
            long from = reports * REPORT_NANOS;
            report.putShort(BASE_SEQUENCE, (short) (sequence + 1));
            report.putInt(REFERENCE, (reports << 8) | (reports & 0xFF));
            for (int i = 1; i <= PACKETS; i++) {
                send(from + i * REPORT_NANOS / PACKETS);
            }
            reports++;
            long now = reports * REPORT_NANOS;
            if (!reader.wrap(report.array(), 0, report.capacity()) || !reader.next() || !feedback.wrap(reader)) {
                throw new IllegalStateException("the report is no report: nothing would be measured");
            }
            if (!estimator.onFeedback(feedback, now)) {
                throw new IllegalStateException("the report is about nothing: nothing would be measured");
            }
            if (estimator.nextDeadline() <= now) {
                estimator.advance(now);
            }
            return estimator.targetBitsPerSecond();
        }

        private void send(long now) {
            pacer.target(estimator.targetBitsPerSecond(), estimator.isTight());
            pacer.spare(estimator.hasRoom());
            pacer.enqueue(PacketPriority.VIDEO, 0, SIZE, now);
            while (pacer.poll(now) != Pacer.NONE) {
                estimator.onSent(++sequence, SIZE, now, now, pacer.polledCluster());
            }
        }
    }
}
