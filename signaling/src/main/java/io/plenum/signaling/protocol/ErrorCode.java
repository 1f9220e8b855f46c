package io.plenum.signaling.protocol;

/// The error codes of the protocol.
public enum ErrorCode {
    BAD_REQUEST("bad-request", false),
    UNKNOWN_TYPE("unknown-type", false),
    UNSUPPORTED_VERSION("unsupported-version", true),
    UNAUTHORIZED("unauthorized", true),
    ROOM_FULL("room-full", true),
    SERVER_FULL("server-full", true),
    CANNOT_RESUME("cannot-resume", true),
    REPLACED("replaced", true),
    NOT_JOINED("not-joined", true),
    ALREADY_JOINED("already-joined", false),
    BAD_OFFER("bad-offer", false),
    UNKNOWN_TRACK("unknown-track", false),
    TOO_MANY_MESSAGES("too-many-messages", true),
    SHUTTING_DOWN("shutting-down", true),
    INTERNAL("internal", false);

    private final String text;
    private final boolean fatal;

    ErrorCode(String text, boolean fatal) {
        this.text = text;
        this.fatal = fatal;
    }

    public String text() {
        return text;
    }

    /// Whether the socket is closed after it.
    public boolean fatal() {
        return fatal;
    }
}
