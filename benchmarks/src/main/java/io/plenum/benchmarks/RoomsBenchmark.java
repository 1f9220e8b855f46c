package io.plenum.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// What the engine alone costs where many meet in small rooms, or a few in one: turns of the loop, in each of which
/// little comes from many. The secondary score `forwarded` is packets out per microsecond; its inverse is the cost of
/// one. What the participants do between the turns is not counted.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = ServerJava.OPTIONS)
public class RoomsBenchmark {
    /// 30 s: the estimates have grown, and what nobody has watched for ten of them is switched off.
    private static final int FIRST_TURNS = 6_000;

    /// As large as a second-level cache and more.
    private static final int OTHERS_BYTES = 8 << 20;
    private static final int LINE_BYTES = 64;

    /// Rooms, and people in each.
    @Param({"25x4", "1x8"})
    public String meetings = "1x2";

    /// Whether others use the processor between the turns, the kernel first of all, so that caches are cold.
    @Param({"false", "true"})
    public boolean shared;

    private final byte[] others = new byte[OTHERS_BYTES];
    private Rooms rooms = new Rooms(0, 0);

    @Setup
    public void assemble() {
        String[] numbers = meetings.split("x", 2);
        rooms = new Rooms(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
        for (int i = 0; i < FIRST_TURNS; i++) {
            rooms.send();
            rooms.turn();
        }
    }

    @Setup(Level.Invocation)
    public void send() {
        rooms.send();
        for (int i = 0; shared && i < others.length; i += LINE_BYTES) {
            others[i]++;
        }
    }

    @Benchmark
    public void turn(Forwarded out) {
        out.forwarded += rooms.turn();
    }

    /// What went out, beside the turns.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Forwarded {
        public long forwarded;
    }
}
