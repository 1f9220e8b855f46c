package io.plenum.benchmarks;

import io.plenum.memory.Packet;
import java.nio.ByteBuffer;

/// An endless VP8 stream, one packet per frame: a key frame, then frames that need the one before.
final class VideoPackets {
    static final int PAYLOAD_TYPE = 96;
    static final long SSRC = 0x1234_5678L;
    /// What browsers send per packet, as long as a frame is not smaller.
    static final int LENGTH = 1200;

    /// 90 kHz at 30 frames per second.
    private static final int TIMESTAMP_STEP = 3000;

    private static final int VERSION_2 = 0x80;
    private static final int MARKER = 0x80;
    /// RFC 7741 §4.2: extended, start of a partition; then: a picture id follows, of 15 bits.
    private static final int DESCRIPTOR = 0x90;

    private static final int HAS_PICTURE_ID = 0x80;
    private static final int LONG_PICTURE_ID = 0x8000;
    private static final int PICTURE_ID_MASK = 0x7FFF;
    /// RFC 6386 §9.1: the lowest bit says that this is no key frame.
    private static final int KEY_FRAME = 0x10;

    private static final int INTER_FRAME = 0x11;

    private int sequence;

    void write(Packet packet) {
        ByteBuffer bytes = ByteBuffer.wrap(packet.bytes());
        bytes.put((byte) VERSION_2).put((byte) (MARKER | PAYLOAD_TYPE)).putShort((short) sequence);
        bytes.putInt(sequence * TIMESTAMP_STEP).putInt((int) SSRC);
        bytes.put((byte) DESCRIPTOR).put((byte) HAS_PICTURE_ID);
        bytes.putShort((short) (LONG_PICTURE_ID | (sequence & PICTURE_ID_MASK)));
        if (sequence == 0) {
            // Frame tag, start code, 640 × 360 (RFC 6386 §9.1).
            bytes.put((byte) KEY_FRAME)
                    .putShort((short) 0)
                    .put((byte) 0x9D)
                    .put((byte) 0x01)
                    .put((byte) 0x2A);
            bytes.putShort(Short.reverseBytes((short) 640)).putShort(Short.reverseBytes((short) 360));
        } else {
            bytes.put((byte) INTER_FRAME);
        }
        packet.length(LENGTH);
        sequence++;
    }
}
