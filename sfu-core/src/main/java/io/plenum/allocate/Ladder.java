package io.plenum.allocate;

/// How high the pictures of a track's layers are, where the streams do not say: each step up doubles it, as browsers
/// do when they are not told otherwise.
public final class Ladder {
    /// What cameras in meetings are opened with.
    static final int ASSUMED_TOP_HEIGHT = 720;

    private Ladder() {}

    /// Fills in the heights that are 0, from the nearest one that is known, or from the top.
    public static void assume(int[] heights) {
        int known = heights.length - 1;
        while (known > 0 && heights[known] == 0) {
            known--;
        }
        if (heights[known] == 0) {
            known = heights.length - 1;
            heights[known] = ASSUMED_TOP_HEIGHT;
        }
        for (int at = known + 1; at < heights.length; at++) {
            heights[at] = heights[at - 1] * 2;
        }
        for (int at = known - 1; at >= 0; at--) {
            heights[at] = heights[at] == 0 ? Math.max(1, heights[at + 1] / 2) : heights[at];
        }
    }
}
