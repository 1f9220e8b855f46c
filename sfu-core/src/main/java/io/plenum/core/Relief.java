package io.plenum.core;

/// What is left out of the video where there is too much of it, the mildest first. Each step includes those before it;
/// sound is never left out.
public enum Relief {
    /// Everything goes.
    NONE,
    /// Of each picture only the lowest frame rate goes.
    FRAMES,
    /// Of each track only the smallest picture goes.
    SIZES,
    /// No picture goes.
    PICTURES;

    public boolean includes(Relief other) {
        return compareTo(other) >= 0;
    }
}
