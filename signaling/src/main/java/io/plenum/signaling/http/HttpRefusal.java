package io.plenum.signaling.http;

import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Refusal;

/// A [Refusal] with the status it is answered with.
final class HttpRefusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final ErrorCode code;

    HttpRefusal(int status, ErrorCode code, String message) {
        super(message);
        this.status = status;
        this.code = code;
    }

    static HttpRefusal of(Refusal refusal) {
        return new HttpRefusal(status(refusal.code()), refusal.code(), refusal.sentence());
    }

    private static int status(ErrorCode code) {
        return switch (code) {
            case UNAUTHORIZED -> Status.UNAUTHORIZED;
            case ROOM_FULL, SERVER_FULL, SHUTTING_DOWN -> Status.UNAVAILABLE;
            case NOT_JOINED -> Status.NOT_FOUND;
            case INTERNAL -> Status.INTERNAL;
            default -> Status.BAD_REQUEST;
        };
    }

    int status() {
        return status;
    }

    ErrorCode code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
