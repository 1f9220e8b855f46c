package io.plenum.loadtest.record;

import java.io.IOException;

/// A file that cannot be played; the message says which and why.
public final class UnusableRecording extends IOException {
    private static final long serialVersionUID = 1;

    UnusableRecording(String message) {
        super(message);
    }
}
