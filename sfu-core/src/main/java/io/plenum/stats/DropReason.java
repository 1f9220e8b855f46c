package io.plenum.stats;

/// Why something from the network went no further.
public enum DropReason {
    OVERSIZED,
    NOT_MULTIPLEXED,
    UNKNOWN_SOURCE,
    NO_PACKET_MEMORY,
    /// A bug of ours, met by this datagram; the log says which.
    INTERNAL_ERROR,
    STUN_MALFORMED,
    STUN_UNKNOWN_USER,
    STUN_UNKNOWN_TRANSACTION,
    STUN_BAD_INTEGRITY,
    STUN_RATE_LIMITED,
    DTLS_OVERSIZED_HANDSHAKE,
    DTLS_QUEUE_FULL,
    STUN_TOO_MANY_SOURCES,
    /// From elsewhere, to a shard that serves its own machine only.
    STUN_NOT_THIS_MACHINE,
    SRTP_MALFORMED,
    SRTP_TOO_EARLY,
    SRTP_TOO_MANY_STREAMS,
    SRTP_AUTHENTICATION,
    SRTP_REPLAYED,
    SRTP_ENCRYPTION_FAILED,
    /// A packet number that was used for another packet, or so long ago that nobody knows: sealing it again could give
    /// the key away.
    SRTP_RESEND_REFUSED,
    /// Output for a peer whose transport is not up.
    NOT_CONNECTED,
    /// The kernel refused a datagram: no route to its address.
    SEND_FAILED,
    RTP_MALFORMED,
    RTP_UNKNOWN_STREAM,
    RTP_UNKNOWN_PAYLOAD_TYPE,
    RTP_DUPLICATE,
    RTP_TOO_OLD,
    RTP_UNKNOWN_PEER,
    RTCP_MALFORMED,
    /// Feedback about a stream that its sender does not receive.
    RTCP_UNKNOWN_STREAM,
    TRANSPORT_FEEDBACK_MALFORMED,
    /// Feedback about packets that were never sent, or long ago, or reported on already.
    TRANSPORT_FEEDBACK_UNMATCHED,
    SEND_QUEUE_FULL,
    /// A request or a report between shards for which there was no room; it is repeated.
    RELAY_FULL,
    /// From another shard, about a track that has gone or is still to come.
    RELAY_UNKNOWN_TRACK,
    RELAY_MALFORMED
}
