package io.plenum.benchmarks.compare;

import static io.plenum.benchmarks.compare.Entrant.FLOOR;
import static io.plenum.benchmarks.compare.Entrant.PLENUM;

import io.plenum.transport.srtp.SrtpProfile;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The project's bars, each with the load under which it holds.
final class Trials {
    private static final Set<Figure> COMMON = EnumSet.range(Figure.PACKETS_PER_SECOND, Figure.LATE_MILLIS);
    private static final String ONE_SHARD = "1 shard";
    private static final String TWO_SHARDS = "2 shards";
    private static final String SAME_ROOM = "same room";
    private static final String OTHER_ROOM = "another room";
    private static final String SMALL = "100 viewers";
    private static final String LARGE = "1,000 viewers";

    /// Tables that fill once take some 1 or 2 MB of some 50. What ice4j kept of one guest in thirteen made it half as
    /// much again in 20 minutes, where the resident set grew by a twentieth.
    private static final double LIVE_GROWTH = 1.1;

    /// The bars are about a server that has been up. It takes a Java machine most of a minute until what each
    /// packet meets is compiled for good, in a meeting with its 260 packets in a second two or three; before,
    /// a good part of the processor's time is the compilers'. The floor is one as well, and warmed up for as long.
    static final List<Trial> ALL = List.of(
            comparison(
                            "webinar",
                            "what a packet costs from one to 200",
                            Workload.webinar(200),
                            1.5,
                            4,
                            Terms.of(3, 60, 20),
                            Terms.of(1, 50, 10))
                    .with(Entrant.janus(Workload.webinar(200), 2, SrtpProfile.AES128_CM_HMAC_SHA1_80)),
            comparison(
                    "meeting",
                    "the same in a meeting of 8 with simulcast",
                    Workload.meeting(8),
                    2,
                    0.4,
                    Terms.of(3, 180, 30),
                    Terms.of(1, 120, 30)),
            comparison(
                    "rooms",
                    "the same in 100 rooms of 4",
                    Workload.rooms(100, 4),
                    2,
                    4,
                    Terms.of(3, 60, 20),
                    Terms.of(1, 50, 10)),
            growth(),
            memory(),
            joins(),
            shards(),
            pauses(),
            soak());

    private Trials() {}

    static Optional<Trial> of(String name) {
        return ALL.stream().filter(trial -> trial.name().equals(name)).findFirst();
    }

    static String names() {
        return ALL.stream().map(Trial::name).collect(Collectors.joining(", "));
    }

    /// Plenum, the floor, and Janus in both of its ways. By itself it takes GCM; what the older profile costs it is
    /// asked once, in the webinar, where encryption is most of the work.
    private static Trial comparison(
            String name, String question, Workload load, double maxFloors, double maxMillis, Terms full, Terms quick) {
        return new Trial(
                name,
                question,
                List.of(Entrant.plenum(load), Entrant.floor(load), Entrant.janus(load, 0), Entrant.janus(load, 2)),
                COMMON,
                List.of(
                        Bar.ratio("CPU per packet / floor", maxFloors, PLENUM, FLOOR, Figure.CPU_MICROS),
                        Bar.of("p99 one-way latency, ms", maxMillis, PLENUM, Figure.P99_MILLIS),
                        Bar.of("bytes allocated per packet", 1, PLENUM, Figure.ALLOCATED_BYTES),
                        Bar.janus("CPU per packet / Janus", 0.2, Figure.CPU_MICROS),
                        Bar.janus("p99 latency / Janus", 1, Figure.P99_MILLIS)),
                full,
                quick);
    }

    private static Trial growth() {
        return new Trial(
                "growth",
                "what a packet costs at 1,000 viewers and at 100",
                List.of(
                        Entrant.plenum(SMALL, Workload.frugalWebinar(100)),
                        Entrant.plenum(LARGE, Workload.frugalWebinar(1_000))),
                COMMON,
                List.of(Bar.ratio("CPU per packet at 1,000 / at 100", 1.1, LARGE, SMALL, Figure.CPU_MICROS)),
                // 100 viewers are 7,400 packets in a second: the compilers are long at it.
                Terms.of(3, 60, 20),
                Terms.of(1, 40, 10));
    }

    private static Trial memory() {
        return new Trial(
                "memory",
                "what 1,000 who receive take of it",
                List.of(Entrant.plenum(Workload.frugalWebinar(1_000))),
                COMMON,
                List.of(Bar.of("memory for each participant, KB", 100, PLENUM, Figure.RESIDENT_KILOBYTES)),
                // What the compilers hold while they work, up to 30 MB, is no participant's.
                Terms.of(1, 90, 60),
                Terms.of(1, 90, 20));
    }

    private static Trial joins() {
        Workload load = Workload.webinar(100);
        Set<Figure> figures = EnumSet.range(Figure.STOP_MILLIS, Figure.BUSY_P99_MILLIS);
        figures.addAll(COMMON);
        return new Trial(
                "joins",
                "how long 50 joins a second take, and what the others feel of them",
                List.of(
                        Entrant.plenum(SAME_ROOM, load.with(guests(false))),
                        Entrant.plenum(OTHER_ROOM, load.with(guests(true)))),
                figures,
                List.of(
                        Bar.of("server's share of a join, p95, ms", 150, SAME_ROOM, Figure.SERVER_P95_MILLIS),
                        beside("joins", SAME_ROOM),
                        beside("joins elsewhere", OTHER_ROOM),
                        Bar.of("failed joins", 0, SAME_ROOM, Figure.FAILED_JOINS)),
                Terms.of(3, 60, 40),
                Terms.of(1, 40, 30));
    }

    private static Guests guests(boolean elsewhere) {
        return new Guests(50, Duration.ofSeconds(1), elsewhere, true);
    }

    private static Bar beside(String what, String entrant) {
        return Bar.ratio(
                "p99 latency beside " + what + " / before", 2, entrant, Figure.BUSY_P99_MILLIS, Figure.CALM_P99_MILLIS);
    }

    /// Half of a room on each of two shards.
    private static Trial shards() {
        Workload load = Workload.webinar(200);
        Set<Figure> figures = EnumSet.of(Figure.BALANCE);
        figures.addAll(COMMON);
        return new Trial(
                "shards",
                "what one room costs on two shards",
                List.of(
                        Entrant.plenum(ONE_SHARD, load, "media.shards = 1"),
                        Entrant.plenum(TWO_SHARDS, load, "media.shards = 2", "spread.participants-per-shard = 101")),
                figures,
                List.of(
                        Bar.ratio("CPU per packet on two / on one", 1 / 0.9, TWO_SHARDS, ONE_SHARD, Figure.CPU_MICROS),
                        Bar.ratio("share that arrives, one / two", 1.01, ONE_SHARD, TWO_SHARDS, Figure.REACHED_PERCENT),
                        new Bar(
                                "fuller shard / emptier one",
                                1.1,
                                false,
                                rounds -> 1 / rounds.median(TWO_SHARDS, Figure.BALANCE))),
                Terms.of(3, 60, 20),
                Terms.of(2, 40, 10));
    }

    private static Trial pauses() {
        Set<Figure> figures = EnumSet.of(Figure.STOP_MILLIS);
        figures.addAll(COMMON);
        return new Trial(
                "pauses",
                "how long it ever stands still, in 10 minutes of a webinar",
                List.of(Entrant.plenum(Workload.webinar(100))),
                figures,
                List.of(Bar.of("longest stop of the Java machine, ms", 5, PLENUM, Figure.STOP_MILLIS)),
                Terms.of(1, 15, 600),
                Terms.of(1, 10, 60));
    }

    private static Trial soak() {
        Guests guests = new Guests(5, Duration.ofSeconds(5), false, false);
        Set<Figure> figures = EnumSet.range(Figure.RESIDENT_START_MB, Figure.DESCRIPTORS_END);
        figures.addAll(Set.of(Figure.PACKETS_PER_SECOND, Figure.CPU_MICROS, Figure.FAILED_JOINS));
        return new Trial(
                "soak",
                "whether anything grows while people come and go for 20 minutes",
                List.of(Entrant.plenum(Workload.rooms(10, 4).with(guests))),
                figures,
                List.of(
                        grown("resident memory", Figure.RESIDENT_END_MB, Figure.RESIDENT_MIDDLE_MB),
                        Bar.ratio(
                                "live heap at the end / at the beginning",
                                LIVE_GROWTH,
                                PLENUM,
                                Figure.LIVE_END_MB,
                                Figure.LIVE_START_MB),
                        grown("threads", Figure.THREADS_END, Figure.THREADS_MIDDLE),
                        grown("descriptors", Figure.DESCRIPTORS_END, Figure.DESCRIPTORS_MIDDLE),
                        Bar.of("failed joins", 0, PLENUM, Figure.FAILED_JOINS)),
                // It takes a minute until as many have gone as come, and as many packets exist as are ever in use.
                Terms.of(1, 90, 1_200),
                Terms.of(1, 60, 180));
    }

    /// Flat is what changes by no more than comes and goes with the people.
    private static Bar grown(String what, Figure end, Figure middle) {
        return Bar.ratio(what + " at the end / in the middle", 1.05, PLENUM, end, middle);
    }
}
