package io.plenum.signaling.protocol;

/// A client's request that is not fulfilled, with the code and the sentence that it is told.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public Refusal(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    /// A refusal is an answer, not a bug: nobody reads its stack.
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
