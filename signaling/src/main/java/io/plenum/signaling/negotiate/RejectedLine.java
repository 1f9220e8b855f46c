package io.plenum.signaling.negotiate;

import io.plenum.signaling.sdp.MediaSection;

/// An m-line that we answer with port 0.
record RejectedLine(MediaSection section, String mid) implements AgreedLine {}
