package io.plenum.send;

/// How the start of one payload differs from the source's, packed into an int: one per packet sent is remembered.
///
/// Bit 31: the marker is set though the source's is not. Bit 30: nothing is sent but the header. For VP8 and VP9, bits
/// 8–22: the picture id, bits 0–7: TL0PICIDX; for VP8, bits 23–27: KEYIDX. For other video, bits 0–15: the dependency
/// descriptor's frame number. For redundant audio, bit 29: its primary block alone is sent.
public final class PictureChange {
    public static final int NONE = 0;

    /// An empty packet: it takes the place that was left for one that came late and is of no use to this receiver.
    public static final int EMPTY = 1 << 30;

    /// Of redundant audio (RFC 2198) the primary block alone: for who did not agree on redundancy.
    public static final int PRIMARY = 1 << 29;

    private static final int MARKER = 1 << 31;
    private static final int KEY_IDX_SHIFT = 23;
    private static final int KEY_IDX_MASK = 0x1F;

    private PictureChange() {}

    public static int of(int pictureId, int tl0) {
        return (pictureId << 8) | tl0;
    }

    public static int of(int pictureId, int tl0, int keyIdx) {
        return of(pictureId, tl0) | (keyIdx & KEY_IDX_MASK) << KEY_IDX_SHIFT;
    }

    public static int ofFrame(int frameNumber) {
        return frameNumber;
    }

    public static int withMarker(int change) {
        return change | MARKER;
    }

    /// What of it decides about more than numbers.
    static int form(int change) {
        return change & (EMPTY | PRIMARY);
    }

    public static boolean isEmpty(int change) {
        return (change & EMPTY) != 0;
    }

    static boolean isPrimary(int change) {
        return (change & PRIMARY) != 0;
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

    static int keyIdx(int change) {
        return (change >>> KEY_IDX_SHIFT) & KEY_IDX_MASK;
    }
}
