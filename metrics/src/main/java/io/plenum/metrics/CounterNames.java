package io.plenum.metrics;

import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import java.util.Locale;

/// The one table from what is counted to what it is called. A new counter without a name does not compile.
final class CounterNames {
    private static final String DATAGRAMS = "plenum.datagrams";
    private static final String DATAGRAMS_HELP = "UDP datagrams, whatever they hold";
    private static final String BYTES = "plenum.bytes";
    private static final String BYTES_HELP = "Bytes of UDP payload";
    private static final String RTP = "plenum.rtp.packets";
    private static final String RTP_HELP = "RTP packets, decrypted or about to be encrypted";
    private static final String RTCP = "plenum.rtcp.packets";
    private static final String RTCP_HELP = "Compound RTCP packets";
    private static final String NACKS = "plenum.nacks";
    private static final String NACKS_HELP = "Packets asked for again by NACK: out = by us, in = by subscribers";
    private static final String RETRANSMISSIONS = "plenum.retransmissions";
    private static final String RETRANSMISSIONS_HELP = "How NACKs of subscribers were answered";
    private static final String KEYFRAME_REQUESTS = "plenum.keyframe.requests";
    private static final String KEYFRAME_REQUESTS_HELP = "PLI and FIR: out = to publishers, in = from subscribers";
    private static final String ICE = "plenum.ice";
    private static final String ICE_HELP = "Outcomes of ICE: connectivity found, not found, restarted, lost again";
    private static final String DTLS = "plenum.dtls";
    private static final String DTLS_HELP = "Outcomes of DTLS handshakes";

    private static final String RELAY = "plenum.relay.messages";
    private static final String RELAY_HELP = "Messages between shards that share a room";
    private static final String RELAY_SHED = "plenum.relay.shed";
    private static final String RELAY_SHED_HELP =
            "What was left out for a shard that is behind: packets, and for video the times a stream was cut";

    private CounterNames() {}

    static CounterName of(Counter counter) {
        return switch (counter) {
            case DATAGRAMS_IN -> in(DATAGRAMS, DATAGRAMS_HELP);
            case DATAGRAMS_OUT -> out(DATAGRAMS, DATAGRAMS_HELP);
            case BYTES_IN -> in(BYTES, BYTES_HELP);
            case BYTES_OUT -> out(BYTES, BYTES_HELP);
            case RTP_IN -> in(RTP, RTP_HELP);
            case RTP_OUT -> out(RTP, RTP_HELP);
            case RTCP_IN -> in(RTCP, RTCP_HELP);
            case RTCP_OUT -> out(RTCP, RTCP_HELP);
            case NACKS_SENT -> out(NACKS, NACKS_HELP);
            case NACKS_RECEIVED -> in(NACKS, NACKS_HELP);
            case RTX_SENT -> result(RETRANSMISSIONS, "sent", RETRANSMISSIONS_HELP);
            case RTX_UNAVAILABLE -> result(RETRANSMISSIONS, "unavailable", RETRANSMISSIONS_HELP);
            case RTX_UNDER_WAY -> result(RETRANSMISSIONS, "under_way", RETRANSMISSIONS_HELP);
            case RTX_OVER_BUDGET -> result(RETRANSMISSIONS, "over_budget", RETRANSMISSIONS_HELP);
            case KEYFRAMES_RECEIVED -> CounterName.of("plenum.keyframes", "Key frames begun by publishers");
            case KEYFRAME_REQUESTS_SENT -> out(KEYFRAME_REQUESTS, KEYFRAME_REQUESTS_HELP);
            case KEYFRAME_REQUESTS_RECEIVED -> in(KEYFRAME_REQUESTS, KEYFRAME_REQUESTS_HELP);
            case PACKETS_LOST_UPSTREAM ->
                CounterName.of("plenum.upstream.lost", "Packets of publishers found missing, recovered later or not");
            case PACKETS_RECOVERED_UPSTREAM ->
                CounterName.of("plenum.upstream.recovered", "Packets found missing that arrived after all");
            case TRANSPORT_FEEDBACK_RECEIVED ->
                CounterName.of("plenum.transport.feedback", "Transport-wide feedback packets of subscribers");
            case PROBES_SENT -> CounterName.of("plenum.probes", "Bursts sent to find out how much a link carries");
            case PADDING_SENT ->
                CounterName.of("plenum.padding.packets", "Packets sent to fill a probe, mostly repeated ones");
            case PADDING_BYTES -> CounterName.of("plenum.padding.bytes", "Bytes sent to fill a probe");
            case PACKETS_PACED ->
                CounterName.of("plenum.rtp.paced", "RTP packets held back for a while, to go out evenly");
            case SLOT_SWITCHES -> CounterName.of("plenum.slot.switches", "Times a slot began to play another track");
            case ROOMS_FAILED -> CounterName.of("plenum.rooms.failed", "Rooms ended by a bug in the engine");
            case ICE_CONNECTED -> result(ICE, "connected", ICE_HELP);
            case ICE_FAILED -> result(ICE, "failed", ICE_HELP);
            case ICE_RESTARTED -> result(ICE, "restarted", ICE_HELP);
            case CONSENT_LOST -> result(ICE, "consent_lost", ICE_HELP);
            case DTLS_COMPLETED -> result(DTLS, "completed", DTLS_HELP);
            case DTLS_FAILED -> result(DTLS, "failed", DTLS_HELP);
            case RECEIVE_BUFFER_FULL ->
                CounterName.of(
                        "plenum.receive.buffer.full",
                        "Datagrams not received because the socket's buffer was full (native UDP only)");
            case SEND_BUFFER_FULL ->
                CounterName.of("plenum.send.buffer.full", "Datagrams not sent because the socket's buffer was full");
            case SEND_DEFERRED ->
                CounterName.of("plenum.send.deferred", "Datagrams that waited for room in the socket's buffer");
            case COMMAND_QUEUE_FULL ->
                CounterName.of("plenum.command.queue.full", "Commands refused because a shard's queue was full");
            case RELAY_IN -> in(RELAY, RELAY_HELP);
            case RELAY_OUT -> out(RELAY, RELAY_HELP);
            case OVERLOADS ->
                CounterName.of(
                        "plenum.overloads", "Times a shard left out more of the video: it had more to do than it can");
            case RELAY_SHED_TEMPORAL -> shed("temporal");
            case RELAY_SHED_SPATIAL -> shed("spatial");
            case RELAY_SHED_VIDEO -> shed("video");
            case RELAY_SHED_AUDIO -> shed("audio");
        };
    }

    static CounterName of(DropReason reason) {
        String label = reason.name().toLowerCase(Locale.ROOT);
        return CounterName.of("plenum.drops", "reason", label, "What arrived (or was to be sent) and went no further");
    }

    private static CounterName in(String name, String help) {
        return CounterName.of(name, "direction", "in", help);
    }

    private static CounterName out(String name, String help) {
        return CounterName.of(name, "direction", "out", help);
    }

    private static CounterName shed(String kind) {
        return CounterName.of(RELAY_SHED, "kind", kind, RELAY_SHED_HELP);
    }

    private static CounterName result(String name, String result, String help) {
        return CounterName.of(name, "result", result, help);
    }
}
