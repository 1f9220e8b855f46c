package io.plenum.server;

import java.io.IOException;

/// The server cannot start for a reason outside of it; the message is meant for the person who started it.
public final class StartFailure extends Exception {
    private static final long serialVersionUID = 1;

    StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    StartFailure(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
