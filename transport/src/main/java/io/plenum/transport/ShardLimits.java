package io.plenum.transport;

import java.time.Duration;

/// A shard's limits and times; the defaults suit every meeting we know of.
///
/// @param links how many a shard may hold: 2,000 is more than one core can serve with video
/// @param queue messages from other threads waiting at once. A link that connects causes some hundred, so this is
///     hundreds of links in the same instant; 65,536 of them are a few megabytes
/// @param stunPerSecond per source address: a browser that connects checks every 50 ms and for each of our candidates
/// @param stunBurst the same, at once: 16 candidates on each side with all their retransmissions
/// @param disconnectedAfter silence after which a link is said to be disconnected: a healthy client that sends no media
///     checks its consent every 4–6 s (RFC 7675 §5.1), so more than that
/// @param failedAfter how long we may send without a sign that the peer wants it: RFC 7675 §5.1 allows 30 s; half of
///     it frees the slots of somebody who is gone
/// @param connectWithin from the opening to the first media: browsers give ICE up after 15–30 s
public record ShardLimits(
        int links,
        int queue,
        int stunPerSecond,
        int stunBurst,
        Duration disconnectedAfter,
        Duration failedAfter,
        Duration connectWithin) {
    public static final ShardLimits DEFAULTS = new ShardLimits(
            2_000, 65_536, 100, 400, Duration.ofSeconds(7), Duration.ofSeconds(15), Duration.ofSeconds(30));
}
