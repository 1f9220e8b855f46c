package io.plenum.signaling.offer;

import java.util.OptionalLong;

/// One quality of a simulcast: by its rid, or by its SSRC where the client names no rids.
///
/// @param limits the restrictions of its `a=rid` (RFC 8851 §5), empty without any
/// @param paused not sent at first (RFC 8853 §5.1); a browser whose encoding is not active says so
public record OfferedLayer(String rid, String limits, boolean paused, OptionalLong ssrc, OptionalLong rtxSsrc) {
    static OfferedLayer ofRid(String rid, String limits, boolean paused) {
        return new OfferedLayer(rid, limits, paused, OptionalLong.empty(), OptionalLong.empty());
    }

    static OfferedLayer ofStream(OfferedStream stream) {
        return new OfferedLayer("", "", false, OptionalLong.of(stream.ssrc()), stream.rtxSsrc());
    }
}
