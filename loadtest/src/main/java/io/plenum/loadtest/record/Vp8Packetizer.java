package io.plenum.loadtest.record;

import io.plenum.rtp.BigEndian;
import java.util.List;

/// RFC 7741 §4.2, with a picture id of 15 bits, as browsers have it.
final class Vp8Packetizer implements Packetizer {
    private static final int DESCRIPTOR = 4;
    private static final int EXTENDED = 0x80;
    private static final int START = 0x10;
    private static final int HAS_PICTURE_ID = 0x80;

    private int pictureId;

    /// The lowest bit of the frame's first byte (RFC 6386 §9.1).
    @Override
    public boolean isKeyFrame(byte[] frame) {
        return (frame[0] & 1) == 0;
    }

    @Override
    public List<byte[]> payloads(byte[] frame, boolean key) {
        pictureId++;
        return Packetizer.cut(frame, DESCRIPTOR, (payload, first, _) -> {
            BigEndian.put8(payload, 0, EXTENDED | (first ? START : 0));
            BigEndian.put8(payload, 1, HAS_PICTURE_ID);
            BigEndian.put16(payload, 2, 0x8000 | (pictureId & 0x7FFF));
        });
    }
}
