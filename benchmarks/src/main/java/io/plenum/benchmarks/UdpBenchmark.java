package io.plenum.benchmarks;

import io.plenum.transport.udp.UdpIo;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What a packet of 1,200 bytes costs over the loopback, by each way to reach the kernel. One thread sends and reads by
/// turns, so on an idle machine time is CPU; what the other half of the exchange costs is outside the measured time.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {ServerJava.OPTIONS, ServerJava.NATIVE_ACCESS})
public class UdpBenchmark {
    /// Not abstract, as JMH wants of each class that it finds parameters in.
    @State(Scope.Thread)
    public static class Sockets {
        @Param({"NIO", "NATIVE"})
        public UdpIo io = UdpIo.AUTO;

        /// Packets in a row to one peer: audio has 1, a frame of video several.
        @Param({"1", "4"})
        public int run = 1;

        private @Nullable UdpTraffic traffic;

        @Setup
        public void open() throws IOException {
            traffic = new UdpTraffic(io, run);
        }

        UdpTraffic traffic() {
            if (traffic == null) {
                throw new IllegalStateException("not set up");
            }
            return traffic;
        }

        void receiveAll() {
            if (traffic().receive() != UdpTraffic.PACKETS) {
                throw new IllegalStateException("what was sent did not arrive: nothing would be measured");
            }
        }

        @TearDown
        public void close() {
            traffic().close();
        }
    }

    /// With nothing in them before a burst is sent.
    @State(Scope.Thread)
    public static class Empty extends Sockets {
        @TearDown(Level.Invocation)
        public void empty() {
            receiveAll();
        }
    }

    /// With a burst in them.
    @State(Scope.Thread)
    public static class Full extends Sockets {
        @Setup(Level.Invocation)
        public void fill() {
            traffic().send();
        }
    }

    @Benchmark
    @OperationsPerInvocation(UdpTraffic.PACKETS)
    public void send(Empty sockets) {
        sockets.traffic().send();
    }

    @Benchmark
    @OperationsPerInvocation(UdpTraffic.PACKETS)
    public void receive(Full sockets) {
        sockets.receiveAll();
    }
}
