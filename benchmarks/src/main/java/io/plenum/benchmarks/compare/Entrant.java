package io.plenum.benchmarks.compare;

import java.util.List;

/// One of those who take turns in a trial.
///
/// @param name in the report
record Entrant(String name, Server server, Workload workload) {
    static final String PLENUM = "plenum";
    static final String FLOOR = "floor";
    static final String JANUS = "janus";

    /// What is loaded.
    sealed interface Server {
        /// @param settings lines for its configuration
        record Plenum(List<String> settings) implements Server {}

        /// Sends as much as Plenum was seen to, which comes before it in the trial.
        record Floor() implements Server {}

        /// @param eventLoops threads that all connections share; 0 = one thread for each connection, its default
        record Janus(int eventLoops) implements Server {}
    }

    static Entrant plenum(Workload workload) {
        return plenum(PLENUM, workload);
    }

    /// @param settings of its configuration
    static Entrant plenum(String name, Workload workload, String... settings) {
        return new Entrant(name, new Server.Plenum(List.of(settings)), workload);
    }

    static Entrant floor(Workload workload) {
        return new Entrant(FLOOR, new Server.Floor(), workload);
    }

    static Entrant janus(Workload workload, int eventLoops) {
        return new Entrant(JANUS + ", event_loops=" + eventLoops, new Server.Janus(eventLoops), workload);
    }

    Entrant with(Workload changed) {
        return new Entrant(name, server, changed);
    }
}
