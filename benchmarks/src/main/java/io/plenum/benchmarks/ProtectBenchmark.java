package io.plenum.benchmarks;

import io.plenum.memory.Packet;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.srtp.SrtpProfile;
import io.plenum.transport.srtp.SrtpSession;
import java.nio.ByteBuffer;
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
import org.openjdk.jmh.annotations.Warmup;

/// What it costs to encrypt one packet for one subscriber: the copy from the shared packet is part of it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ProtectBenchmark {
    private static final byte RTP_VERSION_2 = (byte) 0x80;
    private static final byte VIDEO = 96;
    private static final int SEQUENCE_OFFSET = 2;
    private static final int SSRC_OFFSET = 8;
    private static final int SSRC = 0x1234_5678;

    @Param({"AEAD_AES_128_GCM", "AES128_CM_HMAC_SHA1_80"})
    public SrtpProfile profile = SrtpProfile.AEAD_AES_128_GCM;

    /// An Opus packet and a full packet of video.
    @Param({"160", "1200"})
    public int length;

    private final byte[] plain = new byte[Packet.CAPACITY];
    private final byte[] sendBuffer = new byte[Packet.CAPACITY];
    private SrtpSession session = session();
    private short sequence;

    /// Again, because the parameters are set after the fields.
    @Setup
    public void begin() {
        session = session();
        sequence = 0;
        ByteBuffer header = ByteBuffer.wrap(plain);
        header.put(RTP_VERSION_2).put(VIDEO).putInt(SSRC_OFFSET, SSRC);
    }

    @Benchmark
    public int protect() {
        ByteBuffer.wrap(plain).putShort(SEQUENCE_OFFSET, sequence++);
        System.arraycopy(plain, 0, sendBuffer, 0, length);
        int protectedLength = session.protectRtp(sendBuffer, length);
        if (protectedLength <= length) {
            throw new IllegalStateException("not encrypted: nothing would be measured");
        }
        return protectedLength;
    }

    private SrtpSession session() {
        return new SrtpSession(new SrtpKeys(profile, new byte[SrtpKeys.length(profile)]), false);
    }
}
