package io.plenum.sim;

import io.plenum.rtp.BigEndian;
import java.util.Optional;

/// What each fake payload says about itself, so that a receiver knows exactly what it got.
///
/// @param track the published track
/// @param frame counts the track's frames
/// @param reference the frame this one is decoded from; -1 = none, a key frame
/// @param captureNanos when it was captured, on the simulation's clock
/// @param packet which of the frame's packets this is, from 0
public record MediaStamp(long track, long frame, long reference, long captureNanos, int packet, int packets) {
    public static final int LENGTH = 40;

    private static final int MAGIC = 0x504C_454E;

    void write(byte[] target, int offset) {
        BigEndian.put32(target, offset, MAGIC);
        BigEndian.put64(target, offset + 4, track);
        BigEndian.put64(target, offset + 12, frame);
        BigEndian.put64(target, offset + 20, reference);
        BigEndian.put64(target, offset + 28, captureNanos);
        BigEndian.put16(target, offset + 36, packet);
        BigEndian.put16(target, offset + 38, packets);
    }

    static Optional<MediaStamp> read(byte[] bytes, int offset) {
        if (bytes.length - offset < LENGTH || BigEndian.u32(bytes, offset) != MAGIC) {
            return Optional.empty();
        }
        return Optional.of(new MediaStamp(
                BigEndian.i64(bytes, offset + 4),
                BigEndian.i64(bytes, offset + 12),
                BigEndian.i64(bytes, offset + 20),
                BigEndian.i64(bytes, offset + 28),
                BigEndian.u16(bytes, offset + 36),
                BigEndian.u16(bytes, offset + 38)));
    }

    boolean isKeyFrame() {
        return reference < 0;
    }
}
