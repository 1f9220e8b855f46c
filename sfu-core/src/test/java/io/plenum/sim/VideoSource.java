package io.plenum.sim;

import java.util.List;

/// A fake camera.
interface VideoSource {
    /// One for each encoding, lowest quality first.
    List<OutgoingStream> streams();

    /// @param encoding which of the streams was asked
    void wantKeyFrame(int encoding);

    long keyFrames();

    void enabled(boolean changed);

    /// Sends so many of its layers and no more, as when the publisher's own bandwidth falls.
    void limit(int layers);

    /// Its encoder makes no more than this of all its layers together.
    void encodeAt(long bitsPerSecond);

    /// Sends of its encodings those that the server wants.
    void wanted(List<Boolean> encodings);

    /// Sends so many packets of padding with each picture.
    void padding(int packets);

    /// Sends what is due; returns when to call again.
    long advance(long nowNanos, Wire wire);
}
