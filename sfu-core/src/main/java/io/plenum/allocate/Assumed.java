package io.plenum.allocate;

/// What the layers of a track are taken for before the streams have told, or shown, what they are.
public final class Assumed {
    /// What cameras in meetings are opened with.
    static final int TOP_HEIGHT = 720;

    /// Browsers give a camera 0.2, 0.7 and 2.5 Mbit/s at heights of 180, 360 and 720: this many for each pixel,
    /// in tenths.
    private static final long TENTHS_OF_BITS_FOR_PIXEL = 27;

    /// An Opus voice of a browser with its headers.
    public static final long VOICE_BITS_PER_SECOND = 50_000;

    /// How much of the whole the temporal layers up to each take, in tenths, by how many there are (as the encoders
    /// of browsers divide it).
    private static final int[][] TEMPORAL_TENTHS = {{10}, {6, 10}, {4, 6, 10}, {3, 4, 6, 10}};

    private Assumed() {}

    /// Fills in the heights that are 0, from the nearest one that is known, or from the top: each step up doubles
    /// it, as browsers do when they are not told otherwise.
    public static void heights(int[] heights) {
        int known = heights.length - 1;
        while (known > 0 && heights[known] == 0) {
            known--;
        }
        if (heights[known] == 0) {
            known = heights.length - 1;
            heights[known] = TOP_HEIGHT;
        }
        for (int at = known + 1; at < heights.length; at++) {
            heights[at] = heights[at - 1] * 2;
        }
        for (int at = known - 1; at >= 0; at--) {
            heights[at] = heights[at] == 0 ? Math.max(1, heights[at + 1] / 2) : heights[at];
        }
    }

    /// @param topTemporal the highest temporal layer that the picture comes in
    public static long bitsPerSecond(int height, int temporal, int topTemporal) {
        long pixels = (long) height * height * 16 / 9;
        int[] shares = TEMPORAL_TENTHS[Math.min(topTemporal, TEMPORAL_TENTHS.length - 1)];
        return pixels * TENTHS_OF_BITS_FOR_PIXEL / 10 * shares[Math.min(temporal, shares.length - 1)] / 10;
    }
}
