package io.plenum.sim;

import io.plenum.rtp.BigEndian;
import java.util.Optional;

/// What each fake payload says about itself, so that a receiver knows exactly what it got.
///
/// @param track the published track
/// @param frame counts the track's frames, of all its layers
/// @param reference the frame this one is decoded from; -1 = none, a key frame
/// @param captureNanos when it was captured, on the simulation's clock
/// @param packet which of the frame's packets this is, from 0
/// @param below the frame of the spatial layer below that this one is decoded from as well; -1 = none
/// @param number the publisher's frame number in the dependency descriptor
public record MediaStamp(
        long track,
        long frame,
        long reference,
        long captureNanos,
        int packet,
        int packets,
        long below,
        int encoding,
        int spatial,
        int temporal,
        int number) {
    public static final int LENGTH = 54;

    private static final int MAGIC = 0x504C_454E;
    private static final int ENCODING = 48;
    private static final int SPATIAL = 50;
    private static final int TEMPORAL = 51;
    private static final int NOWHERE = -1;

    MediaStamp(long track, long frame, long reference, long captureNanos, int packet, int packets) {
        this(track, frame, reference, captureNanos, packet, packets, -1, 0, 0, 0, 0);
    }

    MediaStamp inPacket(int which) {
        return new MediaStamp(
                track, frame, reference, captureNanos, which, packets, below, encoding, spatial, temporal, number);
    }

    /// Which of a track's qualities a packet belongs to, from 0: found without knowing the format. 0 when there is no
    /// stamp.
    public static int layerOf(byte[] bytes, int from, int to) {
        int at = placeOf(bytes, from, to);
        return at == NOWHERE ? 0 : BigEndian.u16(bytes, at + ENCODING) + BigEndian.u8(bytes, at + SPATIAL);
    }

    /// Which temporal layer a packet belongs to. 0 when there is no stamp.
    public static int temporalOf(byte[] bytes, int from, int to) {
        int at = placeOf(bytes, from, to);
        return at == NOWHERE ? 0 : BigEndian.u8(bytes, at + TEMPORAL);
    }

    /// The stamp wherever it is, without knowing the format.
    static Optional<MediaStamp> find(byte[] bytes, int from, int to) {
        int at = placeOf(bytes, from, to);
        return at == NOWHERE ? Optional.empty() : read(bytes, at);
    }

    private static int placeOf(byte[] bytes, int from, int to) {
        for (int at = from; at <= to - LENGTH; at++) {
            if (BigEndian.u32(bytes, at) == MAGIC) {
                return at;
            }
        }
        return NOWHERE;
    }

    void write(byte[] target, int offset) {
        BigEndian.put32(target, offset, MAGIC);
        BigEndian.put64(target, offset + 4, track);
        BigEndian.put64(target, offset + 12, frame);
        BigEndian.put64(target, offset + 20, reference);
        BigEndian.put64(target, offset + 28, captureNanos);
        BigEndian.put16(target, offset + 36, packet);
        BigEndian.put16(target, offset + 38, packets);
        BigEndian.put64(target, offset + 40, below);
        BigEndian.put16(target, offset + ENCODING, encoding);
        BigEndian.put8(target, offset + SPATIAL, spatial);
        BigEndian.put8(target, offset + TEMPORAL, temporal);
        BigEndian.put16(target, offset + 52, number);
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
                BigEndian.u16(bytes, offset + 38),
                BigEndian.i64(bytes, offset + 40),
                BigEndian.u16(bytes, offset + ENCODING),
                BigEndian.u8(bytes, offset + SPATIAL),
                BigEndian.u8(bytes, offset + TEMPORAL),
                BigEndian.u16(bytes, offset + 52)));
    }

    /// The first frame of a key picture: what a decoder that has seen nothing can begin with.
    boolean isKeyFrame() {
        return reference < 0 && below < 0;
    }
}
