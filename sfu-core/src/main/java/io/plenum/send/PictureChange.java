package io.plenum.send;

/// How the start of one payload differs from the source's, packed into an int: one per packet sent is remembered.
///
/// Bit 31: the marker is set though the source's is not. For VP8 and VP9, bits 8–22: the picture id, bits 0–7:
/// TL0PICIDX.
/// For others, bits 0–15: the dependency descriptor's frame number. Bit 30: nothing is sent but the header.
public final class PictureChange {
    public static final int NONE = 0;

    /// An empty packet: it takes the place that was left for one that came late and is of no use to this receiver.
    public static final int EMPTY = 1 << 30;

    private static final int MARKER = 1 << 31;

    private PictureChange() {}

    public static int of(int pictureId, int tl0) {
        return (pictureId << 8) | tl0;
    }

    public static int ofFrame(int frameNumber) {
        return frameNumber;
    }

    public static int withMarker(int change) {
        return change | MARKER;
    }

    public static boolean isEmpty(int change) {
        return (change & EMPTY) != 0;
    }

    public static boolean marker(int change) {
        return (change & MARKER) != 0;
    }

    static int frameNumber(int change) {
        return change & 0xFFFF;
    }

    public static int pictureId(int change) {
        return (change >>> 8) & 0x7FFF;
    }

    public static int tl0(int change) {
        return change & 0xFF;
    }
}
