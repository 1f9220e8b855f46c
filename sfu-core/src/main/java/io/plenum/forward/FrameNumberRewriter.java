package io.plenum.forward;

/// Keeps the dependency descriptor's frame numbers (AV1 RTP specification, appendix A) going on over changes of the
/// source. Inside a source a constant is added: frames name each other by the distance of their numbers.
public final class FrameNumberRewriter {
    private static final int MASK = 0xFFFF;

    private int offset;
    private int highest;

    /// @param first the number before the first frame's
    public FrameNumberRewriter(int first) {
        highest = first & MASK;
    }

    /// Goes on where another one has come to, with the next [#join].
    public void follow(FrameNumberRewriter before) {
        highest = before.highest;
    }

    /// Another source begins with this frame: it becomes the one after the last.
    public void join(int frame) {
        highest = (highest + 1) & MASK;
        offset = highest - frame;
    }

    public int map(int frame) {
        int mapped = (frame + offset) & MASK;
        if ((short) (mapped - highest) > 0) {
            highest = mapped;
        }
        return mapped;
    }
}
