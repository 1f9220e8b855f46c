package io.plenum.forward;

/// Keeps VP8's picture ids, TL0PICIDX and KEYIDX continuous across sources (RFC 7741 §4.2): a decoder takes a jump in
/// them for lost frames and waits for a key frame.
///
/// Pictures that are left out close their gap where [#drop] is called for them: a VP8 receiver waits for a picture
/// whose number is missing.
public final class PictureIdRewriter {
    private static final int TL0_MASK = 0xFF;
    private static final int KEY_IDX_MASK = 0x1F;
    /// Above zero, so that pictures reordered before the first stay positive.
    private static final long LAP = 1 << 15;

    private final SequenceRewriter pictures;
    private int tl0Offset;
    private int highestTl0;
    private int keyIdxOffset;
    private int highestKeyIdx;
    private long highestSource;
    private int pictureBits = 15;

    /// @param firstPicture the number before the first picture's, @param firstTl0 likewise
    public PictureIdRewriter(int firstPicture, int firstTl0) {
        pictures = new SequenceRewriter(firstPicture + 1L);
        highestTl0 = firstTl0 & TL0_MASK;
    }

    /// Goes on where another one has come to, with the next [#join].
    public void follow(PictureIdRewriter before) {
        pictures.follow(before.pictures);
        highestTl0 = before.highestTl0;
        highestKeyIdx = before.highestKeyIdx;
    }

    /// Another source begins with this picture: it becomes the one after the last.
    ///
    /// @param bits the width of the source's picture ids, 7 or 15
    public void join(int pictureId, int tl0, int bits) {
        pictureBits = bits;
        highestSource = LAP + pictureId;
        pictures.join(highestSource);
        pictures.map(highestSource);
        highestTl0 = (highestTl0 + 1) & TL0_MASK;
        tl0Offset = highestTl0 - tl0;
    }

    /// The same for KEYIDX: the source begins with a key frame.
    public void joinKeyIdx(int keyIdx) {
        highestKeyIdx = (highestKeyIdx + 1) & KEY_IDX_MASK;
        keyIdxOffset = highestKeyIdx - keyIdx;
    }

    /// -1 for a picture that was left out, or is from before the last join.
    public int picture(int pictureId) {
        long mapped = pictures.map(extend(pictureId));
        return mapped == SequenceRewriter.NO_PLACE ? -1 : (int) mapped & mask();
    }

    /// This picture is left out. One that comes late had its number left free already.
    public void drop(int pictureId) {
        pictures.drop(extend(pictureId));
    }

    public int tl0(int tl0) {
        int mapped = (tl0 + tl0Offset) & TL0_MASK;
        if ((byte) (mapped - highestTl0) > 0) {
            highestTl0 = mapped;
        }
        return mapped;
    }

    public int keyIdx(int keyIdx) {
        int mapped = (keyIdx + keyIdxOffset) & KEY_IDX_MASK;
        if (((mapped - highestKeyIdx) & KEY_IDX_MASK) <= KEY_IDX_MASK / 2) {
            highestKeyIdx = mapped;
        }
        return mapped;
    }

    private long extend(int pictureId) {
        int ahead = signed(pictureId - (int) highestSource, pictureBits);
        long extended = highestSource + ahead;
        highestSource = Math.max(highestSource, extended);
        return extended;
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
