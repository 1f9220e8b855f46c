package io.plenum.core;

/// What is left out of the video where there is too much of it, the mildest first. Each step includes those before it;
/// sound is never left out.
public enum Relief {
    /// Everything goes.
    NONE("everything goes"),
    /// Of each picture only the lowest frame rate goes.
    FRAMES("only the lowest frame rate goes"),
    /// Of each track only the smallest picture goes.
    SIZES("only the smallest pictures go"),
    /// No picture goes.
    PICTURES("nothing goes");

    private final String words;

    Relief(String words) {
        this.words = words;
    }

    /// What becomes of the video.
    public String words() {
        return words;
    }

    public boolean includes(Relief other) {
        return compareTo(other) >= 0;
    }
}
