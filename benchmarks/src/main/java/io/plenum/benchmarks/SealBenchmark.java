package io.plenum.benchmarks;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Random;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What encryption costs in a webinar's turn: a few packets of one stream to one viewer after the other, each of whom
/// has been out of the caches since the last turn. What comes between in the server, the engine and the kernel, is
/// played by reading other memory, whose own cost [#nothing] tells.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {ServerJava.OPTIONS, ServerJava.NATIVE_ACCESS})
public class SealBenchmark {
    private static final int VIEWERS = 200;
    private static final int HEADER_LENGTH = 28;
    private static final int SEQUENCE_OFFSET = 2;
    private static final int SSRC_OFFSET = 8;
    private static final int VIDEO_LENGTH = 1_060;
    private static final int AUDIO_LENGTH = 160;

    /// A frame's packets leave in three turns, two each; sound comes every fourth turn.
    private static final int VIDEO_PACKETS = 2;

    private static final int AUDIO_EVERY = 4;

    private static final int MAX_LINES = 64;

    /// Lines 520 bytes apart, so that they do not compete for the same places of a cache.
    private static final int STRIDE = 65;

    /// What the engine and the kernel touch for a viewer, roughly: as many lines of the cache.
    @Param({"0", "64"})
    public int linesBetween;

    private final OutboundRtp plain = new OutboundRtp();
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment buffer = arena.allocate(Packet.CAPACITY);
    private final SrtpSession[] viewers = new SrtpSession[VIEWERS];
    private final long[][] others = new long[VIEWERS][];
    private int turn;

    @Setup
    public void begin() {
        Random random = new Random(1);
        for (int i = 0; i < VIEWERS; i++) {
            byte[] keys = new byte[SrtpKeys.length(SrtpProfile.AEAD_AES_128_GCM)];
            random.nextBytes(keys);
            viewers[i] = new SrtpSession(new SrtpKeys(SrtpProfile.AEAD_AES_128_GCM, keys), false);
            others[i] = new long[MAX_LINES * STRIDE]; // what else a viewer has: it lies between those of two viewers
        }
        ByteBuffer.wrap(plain.head).put((byte) 0x90).put((byte) 96).putInt(12, 0xBEDE_0003);
        plain.headerLength = HEADER_LENGTH;
        plain.headLength = HEADER_LENGTH;
        plain.body = new byte[Packet.CAPACITY];
    }

    @TearDown
    public void end() {
        for (SrtpSession viewer : viewers) {
            viewer.close();
        }
    }

    /// Per viewer and turn.
    @Benchmark
    @OperationsPerInvocation(VIEWERS)
    public long seal() {
        long sum = 0;
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            sum += between(viewer);
            for (int i = 0; i < VIDEO_PACKETS; i++) {
                sum += seal(viewers[viewer], 1, turn * VIDEO_PACKETS + i, VIDEO_LENGTH);
            }
            if (turn % AUDIO_EVERY == 0) {
                sum += seal(viewers[viewer], 2, turn / AUDIO_EVERY, AUDIO_LENGTH);
            }
        }
        turn++;
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(VIEWERS)
    public long nothing() {
        long sum = 0;
        for (int viewer = 0; viewer < VIEWERS; viewer++) {
            sum += between(viewer);
        }
        return sum;
    }

    private long between(int viewer) {
        long[] memory = others[viewer];
        long sum = 0;
        for (int line = 0; line < linesBetween; line++) {
            sum += memory[line * STRIDE];
        }
        return sum;
    }

    private int seal(SrtpSession viewer, int ssrc, int sequence, int length) {
        plain.head[SEQUENCE_OFFSET] = (byte) (sequence >> 8);
        plain.head[SEQUENCE_OFFSET + 1] = (byte) sequence;
        plain.head[SSRC_OFFSET] = (byte) ssrc;
        plain.bodyLength = length - HEADER_LENGTH;
        int sealed = viewer.protectRtp(plain, buffer, 0);
        if (sealed < 0) {
            throw new IllegalStateException("not encrypted: nothing would be measured");
        }
        return sealed;
    }
}
