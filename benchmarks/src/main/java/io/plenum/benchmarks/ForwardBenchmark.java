package io.plenum.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the engine alone costs: a packet in, one out for each subscriber who gets it, without encryption and sockets.
/// The secondary score `forwarded` is packets out per microsecond; its inverse is the cost of one.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = ServerJava.OPTIONS)
public class ForwardBenchmark {
    /// Enough for all of them to begin with a key frame.
    private static final int FIRST_PACKETS = 2_000;

    @Param({"1", "200"})
    public int subscribers;

    @Param
    public StreamKind stream = StreamKind.OPUS;

    private Meeting meeting = new Meeting(StreamKind.OPUS, 0);

    @Setup
    public void assemble() {
        meeting = new Meeting(stream, subscribers);
        long most = 0;
        for (int i = 0; i < FIRST_PACKETS; i++) {
            most = Math.max(most, meeting.turn());
        }
        if (most != subscribers) {
            throw new IllegalStateException("no packet reached everybody: nothing would be measured");
        }
    }

    @Benchmark
    public void forward(Forwarded out) {
        out.forwarded += meeting.turn();
    }

    /// What went out, beside what came in.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Forwarded {
        public long forwarded;
    }
}
