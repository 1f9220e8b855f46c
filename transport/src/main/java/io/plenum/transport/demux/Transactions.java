package io.plenum.transport.demux;

import java.util.Iterator;
import java.util.LinkedHashMap;
import org.jspecify.annotations.Nullable;

/// Who sent which STUN request: a response belongs to whoever asked.
///
/// Oldest first, so that what is never answered is found without a search.
public final class Transactions<T> {
    /// ice4j sends a request up to 7 times within 8 s and gives up soon after; each sending counts anew.
    private static final long LIFETIME_NANOS = 10_000_000_000L;

    /// A connecting link has some ten checks under way: room for thousands of links that connect at once.
    private static final int CAPACITY = 65_536;

    private record Sent<T>(T sender, long expiresNanos) {}

    private final LinkedHashMap<TransactionId, Sent<T>> sent = new LinkedHashMap<>();

    /// False when too many are open.
    public boolean sent(TransactionId id, T sender, long nowNanos) {
        sent.remove(id);
        return sent.size() < CAPACITY && sent.put(id, new Sent<>(sender, nowNanos + LIFETIME_NANOS)) == null;
    }

    /// The sender of a request, which stays open: the answer at hand may be a forgery.
    public @Nullable T sender(TransactionId id) {
        Sent<T> entry = sent.get(id);
        return entry == null ? null : entry.sender;
    }

    public void answered(TransactionId id) {
        sent.remove(id);
    }

    public void expire(long nowNanos) {
        Iterator<Sent<T>> oldest = sent.values().iterator();
        while (oldest.hasNext() && oldest.next().expiresNanos <= nowNanos) {
            oldest.remove();
        }
    }

    public void forget(T sender) {
        sent.values().removeIf(entry -> entry.sender.equals(sender));
    }

    public int size() {
        return sent.size();
    }
}
