package io.plenum.sim;

/// One layer's frame of a picture, by all the numbers that others may refer to it by.
///
/// @param frame counts the track's frames; -1 = none
/// @param picture counts the stream's pictures
/// @param number the dependency descriptor's, not yet cut to 16 bits
record EncodedFrame(long frame, int picture, int number) {
    static final EncodedFrame NONE = new EncodedFrame(-1, 0, 0);

    boolean exists() {
        return frame >= 0;
    }
}
