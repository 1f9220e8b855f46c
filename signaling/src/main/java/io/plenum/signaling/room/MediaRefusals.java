package io.plenum.signaling.room;

import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Refusal;
import java.util.concurrent.CompletionException;

/// What the media path cannot do now, in the words of the protocol. Anything else that fails there stays what it is: a
/// bug.
final class MediaRefusals {
    private MediaRefusals() {}

    static Throwable of(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                ? wrapped.getCause()
                : failure;
        return cause instanceof MediaUnavailable unavailable ? refusal(unavailable.reason()) : failure;
    }

    private static Refusal refusal(MediaUnavailable.Reason reason) {
        return switch (reason) {
            case FULL -> new Refusal(ErrorCode.SERVER_FULL, "the server has as many media transports as it may");
            case BUSY -> new Refusal(ErrorCode.SERVER_FULL, "too many media transports are being opened");
            case CLOSED -> new Refusal(ErrorCode.SHUTTING_DOWN, "the server is going away");
        };
    }
}
