package io.plenum.transport.demux;

import java.util.random.RandomGenerator;

/// The 96 bits by which a STUN response names its request (RFC 8489 §5).
public record TransactionId(long high, int low) {
    /// A new one, which nobody can guess if the numbers are such.
    public static TransactionId drawn(RandomGenerator random) {
        return new TransactionId(random.nextLong(), random.nextInt());
    }
}
