package io.plenum.core;

import java.util.OptionalLong;

/// One encoding of a published track: by its rid (RFC 8851), by its SSRC where SDP named it, or by neither (then
/// the mid extension or the payload type tells). SSRCs are unsigned 32-bit values.
public record EncodingSpec(String rid, OptionalLong ssrc, OptionalLong rtxSsrc) {
    public static final EncodingSpec UNNAMED = new EncodingSpec("", OptionalLong.empty(), OptionalLong.empty());
}
