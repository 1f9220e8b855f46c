package io.plenum.loadtest.record;

import io.plenum.rtp.BigEndian;
import java.util.List;

/// RFC 9628 §4.2, of one layer: a picture id of 15 bits, and whether the picture refers to others.
final class Vp9Packetizer implements Packetizer {
    private static final int DESCRIPTOR = 3;
    private static final int HAS_PICTURE_ID = 0x80;
    private static final int INTER_PREDICTED = 0x40;
    private static final int START = 0x08;
    private static final int END = 0x04;

    /// No upper spatial layer depends on it: there is none.
    private static final int NOT_REFERRED_TO = 0x01;

    private static final int PROFILE_3 = 0x30;

    private int pictureId;

    /// By the frame's header (VP9 bitstream specification §6.2): marker, profile, for profile 3 a reserved bit,
    /// whether an old frame is shown again, and the type.
    @Override
    public boolean isKeyFrame(byte[] frame) {
        int header = frame[0] & 0xFF;
        int spare = (header & PROFILE_3) == PROFILE_3 ? 1 : 0;
        boolean showsOld = (header >> (3 - spare) & 1) == 1;
        boolean inter = (header >> (2 - spare) & 1) == 1;
        return header >> 6 == 2 && !showsOld && !inter;
    }

    @Override
    public List<byte[]> payloads(byte[] frame, boolean key) {
        pictureId++;
        int flags = HAS_PICTURE_ID | NOT_REFERRED_TO | (key ? 0 : INTER_PREDICTED);
        return Packetizer.cut(frame, DESCRIPTOR, (payload, first, last) -> {
            BigEndian.put8(payload, 0, flags | (first ? START : 0) | (last ? END : 0));
            BigEndian.put16(payload, 1, 0x8000 | (pictureId & 0x7FFF));
        });
    }
}
