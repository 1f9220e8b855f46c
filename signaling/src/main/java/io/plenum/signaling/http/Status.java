package io.plenum.signaling.http;

/// The HTTP status codes that we answer with (RFC 9110 §15, RFC 6585).
final class Status {
    static final int OK = 200;
    static final int CREATED = 201;
    static final int NO_CONTENT = 204;
    static final int BAD_REQUEST = 400;
    static final int UNAUTHORIZED = 401;
    static final int FORBIDDEN = 403;
    static final int NOT_FOUND = 404;
    static final int REQUEST_TIMEOUT = 408;
    static final int CONFLICT = 409;
    static final int PRECONDITION_FAILED = 412;
    static final int TOO_LARGE = 413;
    static final int UNSUPPORTED_TYPE = 415;
    static final int PRECONDITION_REQUIRED = 428;
    static final int TOO_MANY_REQUESTS = 429;
    static final int INTERNAL = 500;
    static final int UNAVAILABLE = 503;

    private Status() {}
}
