package io.plenum.signaling.negotiate;

import io.plenum.signaling.sdp.MediaSection;

/// One m-line of the answer.
sealed interface AgreedLine permits AgreedMedia, RejectedLine {
    MediaSection section();

    String mid();
}
