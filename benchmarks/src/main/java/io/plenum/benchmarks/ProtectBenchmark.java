package io.plenum.benchmarks;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to encrypt one packet for a subscriber, of whom there are many, and to decrypt a publisher's.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 2,
        jvmArgsAppend = {ServerJava.OPTIONS, ServerJava.NATIVE_ACCESS})
public class ProtectBenchmark {
    private static final byte RTP_VERSION_2 = (byte) 0x80;
    private static final byte VIDEO = 96;
    private static final int SEQUENCE_OFFSET = 2;
    private static final int SSRC_OFFSET = 8;
    private static final int SSRC = 0x1234_5678;

    /// The header with a CSRC and two extensions, and the first bytes of a VP8 payload.
    private static final int HEADER_LENGTH = 28;

    private static final int HEAD_LENGTH = 34;

    /// As in a webinar: the keys do not stay in the first cache.
    private static final int SUBSCRIBERS = 200;

    @Param({"OPENSSL", "JITSI"})
    public SrtpEngine engine = SrtpEngine.OPENSSL;

    @Param({"AEAD_AES_128_GCM", "AES128_CM_HMAC_SHA1_80"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    /// An Opus packet and a full packet of video.
    @Param({"160", "1100"})
    public int length;

    private final OutboundRtp plain = new OutboundRtp();
    private final byte[] sendBuffer = new byte[Packet.CAPACITY];
    private final Packet received = Objects.requireNonNull(new PacketPool(1).take());
    private final Arena arena = Arena.ofConfined();
    private final MemorySegment nativeBuffer = arena.allocate(Packet.CAPACITY);
    private SrtpSession[] subscribers = {};
    private SrtpSession publisher = session(true);
    private int round;

    /// Again, because the parameters are set after the fields.
    @Setup
    public void begin() {
        subscribers = new SrtpSession[SUBSCRIBERS];
        for (int i = 0; i < SUBSCRIBERS; i++) {
            subscribers[i] = session(false);
        }
        publisher = session(true);
        ByteBuffer.wrap(plain.head).put((byte) (RTP_VERSION_2 | 1)).put(VIDEO).putInt(SSRC_OFFSET, SSRC);
        plain.head[0] |= 0x10;
        ByteBuffer.wrap(plain.head).putInt(16, 0xBEDE_0002);
        plain.headerLength = HEADER_LENGTH;
        plain.headLength = HEAD_LENGTH;
        plain.body = new byte[Packet.CAPACITY];
        plain.bodyOffset = 40;
        plain.bodyLength = length - HEAD_LENGTH;
    }

    @TearDown
    public void end() {
        for (SrtpSession session : subscribers) {
            session.close();
        }
        publisher.close();
    }

    /// From the shared packet straight into memory outside the heap.
    @Benchmark
    public int protect() {
        return sealed(next().protectRtp(plain, nativeBuffer, 0));
    }

    /// Copied together first, then encrypted in place.
    @Benchmark
    public int protectInPlace() {
        SrtpSession session = next();
        return sealed(session.protectRtp(sendBuffer, plain.copyTo(sendBuffer, 0)));
    }

    /// Encrypted by one end and decrypted by the other: less [#protectInPlace], what decryption costs.
    @Benchmark
    public int protectAndUnprotect() {
        numbered(round++);
        int sealedLength = sealed(publisher.protectRtp(received.bytes(), plain.copyTo(received.bytes(), 0)));
        received.length(sealedLength);
        if (subscribers[0].unprotect(received, 0) != null) {
            throw new IllegalStateException("not decrypted: nothing would be measured");
        }
        return received.length();
    }

    private SrtpSession next() {
        numbered(round / SUBSCRIBERS);
        return subscribers[round++ % SUBSCRIBERS];
    }

    private void numbered(int sequence) {
        plain.head[SEQUENCE_OFFSET] = (byte) (sequence >> 8);
        plain.head[SEQUENCE_OFFSET + 1] = (byte) sequence;
    }

    private int sealed(int protectedLength) {
        if (protectedLength <= length) {
            throw new IllegalStateException("not encrypted: nothing would be measured");
        }
        return protectedLength;
    }

    private SrtpSession session(boolean client) {
        return new SrtpSession(new SrtpKeys(profile, new byte[SrtpKeys.length(profile)]), client, engine);
    }
}
