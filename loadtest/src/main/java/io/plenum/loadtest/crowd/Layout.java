package io.plenum.loadtest.crowd;

/// How a participant's page shows the pictures it gets, which decides the quality it asks for.
public enum Layout {
    /// Says nothing of sizes: the best of everything.
    UNKNOWN,
    /// All of one size.
    GRID,
    /// One large, the others as a strip of thumbnails.
    STAGE;

    private static final int LARGE = 720;
    private static final int MEDIUM = 360;
    private static final int SMALL = 180;

    /// What a screen divides into halves.
    private static final int FEW = 4;

    /// In device pixels.
    ///
    /// @param place of the picture, from 0
    /// @param pictures on the page
    int heightOf(int place, int pictures) {
        return switch (this) {
            case UNKNOWN -> LARGE;
            case GRID -> pictures == 1 ? LARGE : pictures <= FEW ? MEDIUM : SMALL;
            case STAGE -> place == 0 ? LARGE : SMALL;
        };
    }
}
