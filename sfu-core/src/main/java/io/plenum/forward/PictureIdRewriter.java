package io.plenum.forward;

/// Keeps VP8's picture ids and TL0PICIDX continuous across sources (RFC 7741 §4.2): a decoder takes a jump in them
/// for lost frames and waits for a key frame.
///
/// Both are added a constant inside a source; the caller cuts them to the width that the packet has room for.
public final class PictureIdRewriter {
    private static final int PICTURE_ID_MASK = 0x7FFF;
    private static final int TL0_MASK = 0xFF;

    private int pictureOffset;
    private int tl0Offset;
    private int highestPicture;
    private int highestTl0;
    private int pictureBits = 15;

    /// @param firstPicture the number before the first picture's, @param firstTl0 likewise
    public PictureIdRewriter(int firstPicture, int firstTl0) {
        highestPicture = firstPicture & PICTURE_ID_MASK;
        highestTl0 = firstTl0 & TL0_MASK;
    }

    /// Another source begins with this picture: it becomes the one after the last.
    ///
    /// @param bits the width of the source's picture ids, 7 or 15
    public void join(int pictureId, int tl0, int bits) {
        pictureBits = bits;
        highestPicture = (highestPicture + 1) & PICTURE_ID_MASK;
        highestTl0 = (highestTl0 + 1) & TL0_MASK;
        pictureOffset = highestPicture - pictureId;
        tl0Offset = highestTl0 - tl0;
    }

    public int picture(int pictureId) {
        int mapped = (pictureId + pictureOffset) & mask();
        int ahead = signed(mapped - highestPicture, pictureBits);
        if (ahead > 0) {
            highestPicture = (highestPicture + ahead) & PICTURE_ID_MASK;
        }
        return mapped;
    }

    public int tl0(int tl0) {
        int mapped = (tl0 + tl0Offset) & TL0_MASK;
        if ((byte) (mapped - highestTl0) > 0) {
            highestTl0 = mapped;
        }
        return mapped;
    }

    private int mask() {
        return (1 << pictureBits) - 1;
    }

    /// A difference in so many bits, as the nearest one to zero.
    private static int signed(int difference, int bits) {
        int shift = Integer.SIZE - bits;
        return difference << shift >> shift;
    }
}
