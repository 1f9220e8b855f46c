package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.CrowdSample;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.Layout;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.crowd.NetworkSample;
import io.plenum.loadtest.crowd.RecordedMedia;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Streams;
import io.plenum.loadtest.media.Tally;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.loadtest.scenario.NetworkShare;
import io.plenum.loadtest.scenario.Ramp;
import io.plenum.loadtest.scenario.Scenario;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;

/// Results as tests need them: of a webinar in which all went well, but for what is said.
public final class Results {
    private static final long PACKETS = 1_000;
    private static final double CORES = 0.5;
    private static final long CPU_NANOS = 500_000_000;

    private final List<Sample> samples = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<NetworkResult> networks = new ArrayList<>();
    private List<JoinTimes> guestJoins = List.of();
    private double churnPerSecond;
    private Duration calm = Duration.ZERO;
    private List<String> failures = List.of();
    private List<String> violations = List.of();

    /// Another second.
    public Results second(Counts counts, Streams streams) {
        long cpuNanos = (samples.size() + 1) * CPU_NANOS;
        return second(counts, streams, Optional.of(new ServerReading(cpuNanos, 100_000_000, 20, 40)), CORES);
    }

    /// Another one, at whose end the look at the server fails.
    public Results unseen() {
        return second(good(), new Streams(2, 0), Optional.empty(), Double.NaN);
    }

    private Results second(Counts counts, Streams streams, Optional<ServerReading> server, double cores) {
        CrowdSample crowd = new CrowdSample(3, counts, counts, List.of(2, 0, 0, 0), 5_000_000, streams, Map.of());
        samples.add(new Sample(samples.size() + 1, 1, !samples.isEmpty(), crowd, server, cores));
        return this;
    }

    /// So many more in which nothing happens.
    public Results seconds(int count) {
        for (int i = 0; i < count; i++) {
            second(good(), new Streams(2, 0));
        }
        return this;
    }

    public Results failing(String... reasons) {
        failures = List.of(reasons);
        return this;
    }

    public Results violating(String... found) {
        violations = List.of(found);
        return this;
    }

    /// What those behind this network got in the measured time.
    public Results behind(String network, NetworkSample sample) {
        networks.add(NetworkResult.none(network).plus(sample, 2));
        return this;
    }

    /// Guests come when it has been measured for so long, and these got in.
    public Results visited(Duration after, JoinTimes... joins) {
        churnPerSecond = 1;
        calm = after;
        guestJoins = List.of(joins);
        return this;
    }

    public Results step(Step step) {
        steps.add(step);
        return this;
    }

    public Result end() {
        Optional<Ramp> ramp =
                steps.isEmpty() ? Optional.empty() : Optional.of(new Ramp(1, Duration.ofSeconds(2), false));
        return new Result(
                scenario(ramp, List.of(), churnPerSecond, calm),
                samples,
                steps,
                guestJoins,
                guestJoins,
                failures,
                failures.size(),
                0,
                Optional.of(new ServerReading(0, 90_000_000, 20, 40)),
                "java (PID 4711)",
                List.of("AEAD_AES_128_GCM"),
                List.of(new MediaReport(0, 100, violations)),
                networks);
    }

    /// A tenth of the people sits behind each of these networks.
    static Scenario scenario(String... behind) {
        return scenario(
                Optional.empty(),
                Stream.of(behind)
                        .map(key -> new NetworkShare(AccessNetwork.of(key).orElseThrow(), 10))
                        .toList(),
                0,
                Duration.ZERO);
    }

    private static Scenario scenario(
            Optional<Ramp> ramp, List<NetworkShare> networks, double churnPerSecond, Duration calm) {
        return new Scenario(
                "webinar",
                1,
                1,
                2,
                false,
                Camera.VP8.shape(720, 30, 1_500_000),
                RecordedMedia.NONE,
                3,
                1,
                Layout.GRID,
                Duration.ofSeconds(5),
                20,
                Duration.ofSeconds(30),
                churnPerSecond,
                Duration.ofSeconds(5),
                false,
                calm,
                Duration.ofSeconds(1),
                Duration.ofSeconds(3),
                networks,
                ramp,
                0,
                1,
                1);
    }

    public static Counts good() {
        return counts(0, 0, 0);
    }

    /// All of which took so long.
    public static Counts late(long millis) {
        Counts good = good();
        good.latency().reset();
        good.latency().recordValue(millis * 1_000_000);
        return good;
    }

    public static Counts counts(long duplicates, long damaged, long strange) {
        Histogram latency = Tally.histogram();
        latency.recordValue(2_000_000);
        return new Counts(
                latency,
                PACKETS,
                PACKETS * 1_000,
                0,
                duplicates,
                damaged,
                strange,
                0,
                0,
                0,
                PACKETS,
                0,
                0,
                PACKETS,
                0,
                0);
    }

    /// Without a packet.
    public static Counts nothing() {
        return Counts.none();
    }

    public static Counts lossy(long lost, long repaired, long late, long missing, long unsent, long unreceived) {
        Histogram latency = Tally.histogram();
        latency.recordValue(2_000_000);
        return new Counts(
                latency,
                PACKETS,
                PACKETS * 1_000,
                0,
                0,
                0,
                0,
                lost,
                repaired,
                late,
                PACKETS,
                missing,
                0,
                PACKETS,
                unsent,
                unreceived);
    }
}
