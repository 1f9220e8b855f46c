package io.plenum.signaling.media;

/// The media path cannot take another transport now. A limit that was met, not a bug.
public final class MediaUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// The shard holds as many transports as it may.
        FULL,
        /// Too many are being opened at this moment.
        BUSY,
        /// The media path is closed, as the server is ending.
        CLOSED
    }

    private final Reason reason;

    public MediaUnavailable(Reason reason) {
        super("no transport: " + reason);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /// It is expected, and made as often as somebody offers: nobody reads its stack.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
