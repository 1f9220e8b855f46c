package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.CrowdSample;
import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.crowd.MediaReport;
import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.scenario.Scenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.LongStream;

/// What a load test came to.
///
/// @param joins of everybody who got in
/// @param guestJoins of those among them who came while it was measured, to go again
/// @param failures why others did not, or not stay, one sentence each; the first few
/// @param failed how many those were
/// @param unfinished who left by plan, or were there at the end, before they had got anything or their
///     patience was over
/// @param before the server with nobody in it
/// @param watched whom the looks at the server were at, or why at nobody
/// @param encryptions how media was encrypted, by the names of the profiles
/// @param checks what the checking participants found
/// @param networks what came of each in the measured time; empty where nobody sits behind one
public record Result(
        Scenario scenario,
        List<Sample> samples,
        List<Step> steps,
        List<JoinTimes> joins,
        List<JoinTimes> guestJoins,
        List<String> failures,
        int failed,
        int unfinished,
        Optional<ServerReading> before,
        String watched,
        List<String> encryptions,
        List<MediaReport> checks,
        List<NetworkResult> networks) {
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;
    private static final double NANOS_PER_SECOND = 1e9;

    /// A loop ticks every 5 ms. Where it did not for so long, what it sends is a burst, and without
    /// the kernel's stamps (native UDP) its own delay is in the latencies.
    private static final long UNTRUSTWORTHY_TICK_NANOS = 50_000_000L;

    public Result {
        samples = List.copyOf(samples);
        steps = List.copyOf(steps);
        joins = List.copyOf(joins);
        guestJoins = List.copyOf(guestJoins);
        failures = List.copyOf(failures);
        encryptions = List.copyOf(encryptions);
        checks = List.copyOf(checks);
        networks = List.copyOf(networks);
    }

    /// Those that count.
    public List<Sample> measured() {
        return samples.stream().filter(Sample::measured).toList();
    }

    /// Of the measured time.
    public Counts counts() {
        return sum(measured(), CrowdSample::counts);
    }

    /// Of all the time from the first join on.
    public Counts everything() {
        return sum(samples, CrowdSample::counts);
    }

    /// Of the measured time before the first guest came.
    public Counts calm() {
        return sum(measured().subList(0, calmSamples()), CrowdSample::staying);
    }

    /// What those who had been there got since then. Guests' own first second, in which a link is found out, is not
    /// in it.
    public Counts busy() {
        return sum(measured().subList(calmSamples(), measured().size()), CrowdSample::staying);
    }

    /// How many times the p99 latency before guests is that beside them; NaN where one of the two is missing.
    public double busyRatio() {
        return isVisited() ? busy().latencyMillis(99) / calm().latencyMillis(99) : Double.NaN;
    }

    /// Whether guests were to come while it was measured.
    public boolean isVisited() {
        return scenario.churnPerSecond() > 0;
    }

    private int calmSamples() {
        double left = scenario.calm().toMillis() / 1e3;
        int count = 0;
        for (Sample sample : measured()) {
            left -= sample.seconds();
            count += left >= 0 ? 1 : 0;
        }
        return count;
    }

    private static Counts sum(List<Sample> samples, Function<CrowdSample, Counts> whose) {
        return samples.stream()
                .map(Sample::crowd)
                .map(whose)
                .reduce(Counts::plus)
                .orElseGet(Counts::none);
    }

    public double seconds() {
        return measured().stream().mapToDouble(Sample::seconds).sum();
    }

    /// NaN when nothing that carries the time of its sending arrived.
    public double latencyMillis(double percentile) {
        return counts().latencyMillis(percentile);
    }

    /// What the server's process used for each packet that came out of it, in microseconds; NaN when that is unknown.
    public double cpuMicrosPerPacket() {
        return cpuNanosPerPacket().value() / NANOS_PER_MICRO;
    }

    /// Why [#cpuMicrosPerPacket] is unknown; empty when it is known.
    public String whyNoCpu() {
        return cpuNanosPerPacket().why();
    }

    private Figure cpuNanosPerPacket() {
        Counts counts = counts();
        return use().cpuNanos().per(counts.packets() + counts.retransmitted(), "nothing came out of it");
    }

    /// NaN when it is unknown.
    public double serverCores() {
        return use().cpuNanos().value() / NANOS_PER_SECOND / seconds();
    }

    /// How much the server's memory grew for each who is there at the end; NaN when that is unknown.
    public double residentBytesPerParticipant() {
        return residentBytesPerPerson().value();
    }

    /// Why [#residentBytesPerParticipant] is unknown; empty when it is known.
    public String whyNoMemory() {
        return residentBytesPerPerson().why();
    }

    private Figure residentBytesPerPerson() {
        int present = samples.isEmpty() ? 0 : samples.getLast().crowd().present();
        return use().grownBytes().per(present, "nobody is there");
    }

    private ServerUse use() {
        return new ServerUse(watched, before, samples);
    }

    /// Whether the server's process was seen at any time.
    public boolean isServerSeen() {
        return !use().isUnseen();
    }

    /// In milliseconds; NaN when nobody joined.
    public double joinMillis(Function<JoinTimes, Duration> time, double percentile) {
        return millis(joins, time, percentile);
    }

    /// The same of guests alone.
    public double guestJoinMillis(Function<JoinTimes, Duration> time, double percentile) {
        return millis(guestJoins, time, percentile);
    }

    private static double millis(List<JoinTimes> those, Function<JoinTimes, Duration> time, double percentile) {
        if (those.isEmpty()) {
            return Double.NaN;
        }
        long[] sorted =
                those.stream().map(time).mapToLong(Duration::toNanos).sorted().toArray();
        int place = (int) Math.ceil(percentile / 100 * sorted.length) - 1;
        return sorted[Math.max(0, place)] / NANOS_PER_MILLI;
    }

    /// Whether every rule was kept and no bar missed.
    public boolean meets(List<Bar> bars) {
        return brokenRules().isEmpty() && bars.stream().allMatch(bar -> bar.isMetBy(this));
    }

    public List<Rule> brokenRules() {
        return Arrays.stream(Rule.values()).filter(rule -> !rule.isKeptBy(this)).toList();
    }

    /// Nobody in a ramp, which goes on until somebody finds no place or a bar is missed.
    int failedToJoin() {
        return scenario.ramp().isPresent() ? 0 : failed;
    }

    /// Of what should have been playing, the share of which nothing had come for two seconds or more.
    public double starvedRatio() {
        return streams().starvedRatio();
    }

    /// The sum over all streams.
    public double starvedSeconds() {
        return streams().starved();
    }

    private StreamSeconds streams() {
        return measured().stream()
                .map(sample -> StreamSeconds.of(sample.crowd().streams(), sample.seconds()))
                .reduce(StreamSeconds.NONE, StreamSeconds::plus);
    }

    /// Whether nothing arrived at all.
    public boolean isSilent() {
        return counts().packets() == 0;
    }

    /// The most participants with which every bar was met; 0 without a ramp.
    public int held() {
        return steps.stream()
                .filter(Step::held)
                .mapToInt(Step::participants)
                .max()
                .orElse(0);
    }

    /// Why the ramp went no further; empty without a ramp.
    public Optional<String> rampEnd() {
        return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast().trouble());
    }

    /// The longest that one of the tool's own threads was late, in milliseconds.
    public double longestTickMillis() {
        LongStream loops =
                measured().stream().mapToLong(sample -> sample.crowd().longestTickNanos());
        LongStream emulators =
                networks.stream().mapToLong(network -> network.emulator().lateNanos());
        return LongStream.concat(loops, emulators).max().orElse(0) / NANOS_PER_MILLI;
    }

    /// Whether the tool itself kept pace.
    public boolean isTrustworthy() {
        return longestTickMillis() * NANOS_PER_MILLI < UNTRUSTWORTHY_TICK_NANOS;
    }
}
