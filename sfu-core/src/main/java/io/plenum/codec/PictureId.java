package io.plenum.codec;

import io.plenum.rtp.BigEndian;

/// The picture id as the descriptors of VP8 (RFC 7741 §4.2) and VP9 (RFC 9628 §4.2) write it: its first bit tells
/// whether 15 bits follow, or 7.
final class PictureId {
    private static final int LONG_FORM = 0x80;

    private PictureId() {}

    private static boolean isLong(byte[] bytes, int at) {
        return (bytes[at] & LONG_FORM) != 0;
    }

    static int bits(byte[] bytes, int at) {
        return isLong(bytes, at) ? 15 : 7;
    }

    static int read(byte[] bytes, int at) {
        return isLong(bytes, at) ? BigEndian.u16(bytes, at) & 0x7FFF : bytes[at];
    }

    /// Puts another one in the place of one, in the width that one has.
    static void put(byte[] bytes, int at, long pictureId) {
        if (isLong(bytes, at)) {
            BigEndian.put16(bytes, at, (int) (0x8000 | (pictureId & 0x7FFF)));
        } else {
            BigEndian.put8(bytes, at, (int) (pictureId & 0x7F));
        }
    }
}
