package io.plenum.stats;

/// Durations worth a distribution.
public enum Timing {
    /// From the link's opening to the first pair that works.
    ICE_CONNECT,
    /// From the first ClientHello to the exported keys.
    DTLS_HANDSHAKE,
    /// How much later than asked the shard's loop woke up or came round: what every packet waits at worst.
    LOOP_LAG
}
