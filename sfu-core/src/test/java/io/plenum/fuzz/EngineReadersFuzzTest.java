package io.plenum.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/// All readers of the engine behind one door: the first byte chooses, so that one run explores them all.
class EngineReadersFuzzTest {
    /// Their order is the corpus's: new ones go to the end.
    private static final List<Consumer<byte[]>> READERS = List.of(
            PacketProperties::rtp,
            PacketProperties::rtcp,
            PayloadProperties::vp8,
            PayloadProperties::vp9,
            DescriptorProperties::agree,
            PayloadProperties::h264,
            PayloadProperties::h265,
            PayloadProperties::red,
            EngineProperties::survives);

    @FuzzTest(maxDuration = "30s")
    void reads(byte[] data) {
        if (data.length > 0) {
            READERS.get((data[0] & 0xFF) % READERS.size()).accept(Arrays.copyOfRange(data, 1, data.length));
        }
    }
}
