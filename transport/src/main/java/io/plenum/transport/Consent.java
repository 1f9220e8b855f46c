package io.plenum.transport;

import io.plenum.transport.demux.TransactionId;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Whether the peer still wants what we send (RFC 7675): a check every 4–6 s, repeated while it is not answered.
///
/// Decides when; writing and sending is the shard's. Owned by a link.
final class Consent {
    private static final long MIN_INTERVAL_NANOS = 4_000_000_000L;
    private static final long MAX_INTERVAL_NANOS = 6_000_000_000L;

    /// An unanswered check is sent again, so that the loss of three packets in a row does not end a meeting.
    private static final long RESEND_NANOS = 500_000_000L;

    private final RandomGenerator random;
    private long grantedNanos;
    private long nextNanos;
    private @Nullable TransactionId open;

    Consent(RandomGenerator random) {
        this.random = random;
    }

    /// Whether a check is to be sent now; [#open] says under which number.
    boolean due(long nowNanos) {
        if (nowNanos < nextNanos) {
            return false;
        }
        if (open == null) {
            open = TransactionId.drawn(random);
        }
        nextNanos = nowNanos + RESEND_NANOS;
        return true;
    }

    /// The number of the check under way.
    @Nullable
    TransactionId open() {
        return open;
    }

    void granted(long nowNanos) {
        grantedNanos = nowNanos;
        open = null;
        nextNanos = nowNanos + random.nextLong(MIN_INTERVAL_NANOS, MAX_INTERVAL_NANOS);
    }

    long grantedNanos() {
        return grantedNanos;
    }
}
