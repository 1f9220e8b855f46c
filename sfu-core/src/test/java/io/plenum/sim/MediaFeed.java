package io.plenum.sim;

import java.util.List;

/// Media that was encoded elsewhere, frame after frame. It never ends.
public interface MediaFeed {
    /// The next frame.
    ///
    /// @param key whether to go on to the next one that a decoder can begin with
    Frame next(boolean key);

    /// @param payloads as they stand in RTP packets
    /// @param nanos until the frame after it
    record Frame(List<byte[]> payloads, long nanos) {
        public Frame {
            payloads = List.copyOf(payloads);
        }
    }
}
