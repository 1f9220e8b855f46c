package io.plenum.signaling.sdp;

import java.util.List;

/// One m-line with what follows it.
///
/// @param index counted from 0
/// @param kind as written: `audio`, `video`, `application`, or anything else
public record MediaSection(
        int index, String kind, int port, String protocol, List<String> formats, Attributes attributes) {
    public MediaSection {
        formats = List.copyOf(formats);
    }

    /// The m-line alone. An offer is kept as long as its participant stays, its text need not be.
    public MediaSection head() {
        return new MediaSection(index, kind, port, protocol, formats, Attributes.NONE);
    }
}
