package io.plenum.transport;

/// A shard that cannot open a link now. It is nobody's bug: another shard, or a later time, may do.
public final class ShardUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public enum Reason {
        /// It holds as many links as it may ([ShardLimits#links]).
        FULL,
        /// More links wait to be opened than it keeps in mind.
        BUSY,
        CLOSED
    }

    private final Reason reason;

    ShardUnavailable(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    static ShardUnavailable closed() {
        return new ShardUnavailable(Reason.CLOSED, "the shard is closed");
    }

    public Reason reason() {
        return reason;
    }

    /// It is expected, and made as often as somebody asks: nobody reads its stack.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
