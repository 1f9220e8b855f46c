package io.plenum.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PictureIdRewriterTest {
    private final PictureIdRewriter rewriter = new PictureIdRewriter(100, 10);

    @Test
    void theFirstPictureFollowsTheFirstNumber() {
        rewriter.join(3_000, 200, 15);
        assertEquals(101, rewriter.picture(3_000));
        assertEquals(11, rewriter.tl0(200));
        assertEquals(102, rewriter.picture(3_001));
    }

    @Test
    void aSwitchGoesOnAfterTheHighestPicture() {
        rewriter.join(0, 0, 15);
        rewriter.picture(9);
        rewriter.picture(7);
        rewriter.tl0(4);
        rewriter.join(20_000, 77, 15);
        assertEquals(111, rewriter.picture(20_000));
        assertEquals(16, rewriter.tl0(77));
    }

    @Test
    void bothWrapInTheirWidth() {
        rewriter.join(0x7FFF, 0xFF, 15);
        assertEquals(102, rewriter.picture(0));
        assertEquals(12, rewriter.tl0(0));
        PictureIdRewriter high = new PictureIdRewriter(0x7FFF, 0xFF);
        high.join(5, 5, 15);
        assertEquals(0, high.picture(5));
        assertEquals(0, high.tl0(5));
    }

    @Test
    void aSourceWithSevenBitsStaysInThem() {
        rewriter.join(126, 0, 7);
        assertEquals(101, rewriter.picture(126));
        assertEquals(103, rewriter.picture(0));
        for (int i = 1; i < 60; i++) {
            rewriter.picture(i);
        }
        rewriter.join(1_000, 0, 15);
        assertEquals(163, rewriter.picture(1_000), "60 pictures later, counted on beyond seven bits");
    }
}
