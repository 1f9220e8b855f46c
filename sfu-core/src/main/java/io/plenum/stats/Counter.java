package io.plenum.stats;

/// Everything the media path counts. A metric's name and labels are made from these in one place, `metrics`.
public enum Counter {
    DATAGRAMS_IN,
    BYTES_IN,
    DATAGRAMS_OUT,
    BYTES_OUT,
    RTP_IN,
    RTP_OUT,
    RTCP_IN,
    RTCP_OUT,
    NACKS_SENT,
    NACKS_RECEIVED,
    RTX_SENT,
    RTX_UNAVAILABLE,
    RTX_UNDER_WAY,
    RTX_OVER_BUDGET,
    KEYFRAMES_RECEIVED,
    KEYFRAME_REQUESTS_SENT,
    KEYFRAME_REQUESTS_RECEIVED,
    PACKETS_LOST_UPSTREAM,
    PACKETS_RECOVERED_UPSTREAM,
    TRANSPORT_FEEDBACK_RECEIVED,
    PROBES_SENT,
    /// Packets that went out to fill a probe, and their bytes.
    PADDING_SENT,
    PADDING_BYTES,
    /// Packets that did not leave in the moment in which they came.
    PACKETS_PACED,
    SLOT_SWITCHES,
    /// Times more was left out of everybody's video because the shard had more to do than it can.
    OVERLOADS,
    ROOMS_FAILED,
    ICE_CONNECTED,
    ICE_FAILED,
    ICE_RESTARTED,
    CONSENT_LOST,
    DTLS_COMPLETED,
    DTLS_FAILED,
    /// Datagrams that the kernel dropped because nobody had read those before them in time.
    RECEIVE_BUFFER_FULL,
    SEND_BUFFER_FULL,
    SEND_DEFERRED,
    COMMAND_QUEUE_FULL,
    RELAY_IN,
    RELAY_OUT,
    /// Packets of upper temporal layers, left out for a shard that is behind.
    RELAY_SHED_TEMPORAL,
    /// Packets of upper spatial layers, the same.
    RELAY_SHED_SPATIAL,
    /// Times a video stream was cut for it until a key frame.
    RELAY_SHED_VIDEO,
    /// Packets of audio for which there was no room at all.
    RELAY_SHED_AUDIO
}
