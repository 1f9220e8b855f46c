package io.plenum.signaling.offer;

import io.plenum.signaling.sdp.MediaSection;

/// An m-line that we can only reject: switched off by the client, outside the BUNDLE group, a data channel, or of a
/// protocol we do not speak.
public record UnusableLine(MediaSection section, String mid) implements OfferedLine {}
