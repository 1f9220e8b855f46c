package io.plenum.loadtest.record;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes IVF files.
final class Ivf {
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 12;

    private Ivf() {}

    /// At 30 frames per second.
    static byte[] write(String fourcc, List<byte[]> frames) {
        int length =
                frames.stream().mapToInt(frame -> FRAME_HEADER + frame.length).sum();
        ByteBuffer file = ByteBuffer.allocate(HEADER + length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("DKIF".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putShort((short) HEADER);
        file.put(fourcc.getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) 320).putShort((short) 180);
        file.putInt(30).putInt(1).putInt(frames.size()).putInt(0);
        for (int i = 0; i < frames.size(); i++) {
            file.putInt(frames.get(i).length).putLong(i).put(frames.get(i));
        }
        return file.array();
    }
}
