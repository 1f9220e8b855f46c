package io.plenum.benchmarks.compare;

import java.util.List;

/// What the floor sends: as many packets of the same mean size to as many receivers as a server was seen to.
///
/// @param receivers in each room; the first `senders` of them do not hear themselves
/// @param packetsPerSecond of each sender
/// @param bytes of RTP in each packet
record FloorPlan(
        int rooms, int senders, int receivers, double packetsPerSecond, int bytes, double warmUp, double seconds) {
    /// @param seen what a server did with the same workload
    static FloorPlan of(Workload workload, Measurement seen, Terms terms) {
        double streams = (double) workload.rooms() * workload.people() * workload.fanOut();
        return new FloorPlan(
                workload.rooms(),
                workload.people(),
                workload.receivers(),
                seen.get(Figure.PACKETS_PER_SECOND) / streams,
                (int) Math.round(seen.get(Figure.BYTES_PER_PACKET)),
                terms.warmUp().toMillis() / 1e3,
                terms.duration().toMillis() / 1e3);
    }

    List<String> arguments() {
        return List.of(
                Integer.toString(rooms),
                Integer.toString(senders),
                Integer.toString(receivers),
                Double.toString(packetsPerSecond),
                Integer.toString(bytes),
                Double.toString(warmUp),
                Double.toString(seconds));
    }

    static FloorPlan parse(List<String> arguments) {
        return new FloorPlan(
                Integer.parseInt(arguments.get(0)),
                Integer.parseInt(arguments.get(1)),
                Integer.parseInt(arguments.get(2)),
                Double.parseDouble(arguments.get(3)),
                Integer.parseInt(arguments.get(4)),
                Double.parseDouble(arguments.get(5)),
                Double.parseDouble(arguments.get(6)));
    }

    int sockets() {
        return rooms * receivers;
    }
}
