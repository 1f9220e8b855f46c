package io.plenum.room;

import io.plenum.core.LinkLimit;
import io.plenum.core.LinkStatus;

/// The way to one subscriber: how much it carries, and how much of that is wanted.
final class Downlink {
    /// The estimate of a link that has shown no limit.
    static final long NO_LIMIT = Long.MAX_VALUE;

    /// What can be sent, all streams together; [#NO_LIMIT] where nothing tells of a limit.
    long estimateBitsPerSecond() {
        return NO_LIMIT;
    }

    /// Whether the estimate has moved so far since the last call that layers are to be chosen anew.
    boolean takeEstimateMoved() {
        return false;
    }

    /// What would be sent if the link carried it: beyond this nothing is probed for.
    void demand(long bitsPerSecond) {}

    LinkStatus status() {
        return new LinkStatus(0, 0, 0, 0, 0, 0, LinkLimit.STARTING);
    }
}
