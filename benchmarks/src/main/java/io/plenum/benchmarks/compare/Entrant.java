package io.plenum.benchmarks.compare;

import io.plenum.transport.srtp.SrtpProfile;
import java.util.List;
import java.util.Optional;

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
        /// @param only the one profile that it is offered; empty = all that we have, and it chooses
        record Janus(int eventLoops, Optional<SrtpProfile> only) implements Server {}
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
        return new Entrant(named(eventLoops), new Server.Janus(eventLoops, Optional.empty()), workload);
    }

    /// Offered one profile and no other.
    static Entrant janus(Workload workload, int eventLoops, SrtpProfile only) {
        return new Entrant(
                named(eventLoops) + ", only " + only, new Server.Janus(eventLoops, Optional.of(only)), workload);
    }

    private static String named(int eventLoops) {
        return JANUS + ", event_loops=" + eventLoops;
    }

    boolean isJanus() {
        return server instanceof Server.Janus;
    }

    Entrant with(Workload changed) {
        return new Entrant(name, server, changed);
    }
}
