package io.plenum.transport.demux;

import java.net.InetSocketAddress;

/// How much STUN each source address may send.
///
/// A fixed table, so that a flood from many (forged) addresses costs no memory: two addresses may share a bucket, and
/// the seed keeps a stranger from choosing an address that shares a given participant's.
public final class SourceLimiter {
    private static final int BUCKET_BITS = 14;

    private final RateLimit[] buckets = new RateLimit[1 << BUCKET_BITS];
    private final int addressFactor;
    private final int portFactor;

    public SourceLimiter(int perSecond, int burst, long seed) {
        addressFactor = (int) seed | 1;
        portFactor = (int) (seed >>> Integer.SIZE) | 1;
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new RateLimit(perSecond, burst);
        }
    }

    public boolean allows(InetSocketAddress source, long nowNanos) {
        int hash = source.getAddress().hashCode() * addressFactor + source.getPort() * portFactor;
        return buckets[hash >>> (Integer.SIZE - BUCKET_BITS)].allows(nowNanos);
    }
}
