package io.plenum.benchmarks.compare;

import java.util.Locale;

/// What is known of a contender after a round, in the order of the report's columns.
enum Figure {
    /// Media packets that arrived, retransmissions included.
    PACKETS_PER_SECOND("packets/s", 0),
    /// Of RTP.
    BYTES_PER_PACKET("bytes", 0),
    /// Of the whole process, in user mode and in the kernel, for each packet.
    CPU_MICROS("CPU µs", 2),
    P50_MILLIS("p50 ms", 2),
    P99_MILLIS("p99 ms", 2),
    P999_MILLIS("p99.9 ms", 2),
    MAX_MILLIS("max ms", 1),
    /// The growth for each participant.
    RESIDENT_KILOBYTES("KB each", 0),
    /// On the heap, by all threads, for each packet.
    ALLOCATED_BYTES("alloc B", 2),
    /// Of what senders sent, for each who was to get it: less where layers are left out.
    REACHED_PERCENT("reached %", 2),
    /// What never arrived.
    LOSS_PERCENT("loss %", 3),
    /// The load's own CPU for each packet that it received.
    LOAD_MICROS("load µs", 2),
    /// The longest that the load's own threads were late: latencies below it may be theirs.
    LATE_MILLIS("late ms", 0),
    /// Packets of the shard that sent least, as a share of what the one sent that sent most.
    BALANCE("balance", 2),
    /// The longest that the Java machine stopped all its threads.
    STOP_MILLIS("stop ms", 2),
    /// Of those who came while it was measured: WebSocket open to answer, to agreed keys, to first media.
    ANSWER_P95_MILLIS("answer", 0),
    CONNECTED_P95_MILLIS("connected", 0),
    JOIN_P95_MILLIS("join p95", 0),
    /// How much of that whole was the server's and the network's.
    SERVER_P50_MILLIS("server p50", 0),
    SERVER_P95_MILLIS("server p95", 0),
    FAILED_JOINS("failed", 0),
    /// Latency before they came, and beside them.
    CALM_P99_MILLIS("p99 calm", 2),
    BUSY_P99_MILLIS("p99 busy", 2),
    RESIDENT_START_MB("MB start", 0),
    RESIDENT_MIDDLE_MB("middle", 0),
    RESIDENT_END_MB("end", 0),
    RESIDENT_MB_PER_HOUR("MB/h", 0),
    /// On the heap, without garbage.
    LIVE_START_MB("live MB", 1),
    LIVE_END_MB("end", 1),
    THREADS_START("threads", 0),
    THREADS_MIDDLE("middle", 0),
    THREADS_END("end", 0),
    DESCRIPTORS_START("files", 0),
    DESCRIPTORS_MIDDLE("middle", 0),
    DESCRIPTORS_END("end", 0);

    private final String heading;
    private final int digits;

    Figure(String heading, int digits) {
        this.heading = heading;
        this.digits = digits;
    }

    String heading() {
        return heading;
    }

    /// As programs read it: `CPU_MICROS` is `cpuMicros`.
    String key() {
        StringBuilder key = new StringBuilder();
        for (String word : name().toLowerCase(Locale.ROOT).split("_", -1)) {
            key.append(key.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return key.toString();
    }

    int digits() {
        return digits;
    }
}
