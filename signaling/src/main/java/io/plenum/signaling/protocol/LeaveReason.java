package io.plenum.signaling.protocol;

import java.util.Locale;

/// Why a participant is no longer there.
public enum LeaveReason {
    LEFT,
    /// It did not come back in time.
    LOST,
    /// The server put it out.
    REMOVED,
    SHUTDOWN;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
