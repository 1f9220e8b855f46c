package io.plenum.loadtest.run;

import io.plenum.loadtest.crowd.Crowd;
import io.plenum.loadtest.crowd.CrowdSample;
import io.plenum.loadtest.scenario.Ramp;
import io.plenum.loadtest.scenario.Scenario;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongPredicate;

/// One run of a scenario against a server, on the calling thread.
public final class LoadTest {
    private static final long SECOND = 1_000_000_000L;

    /// How exactly people come: fine enough for a hundred a second.
    private static final long TURN_NANOS = 10_000_000L;

    /// Between the last guest of the warm-up and what is measured.
    private static final Duration SETTLING = Duration.ofSeconds(2);

    private final Scenario scenario;
    private final Crowd crowd;
    private final ServerProbe probe;
    private final Progress progress;
    private final List<Bar> bars;
    private final List<Step> steps = new ArrayList<>();
    private final Networks networks;
    private final Optional<ServerReading> before;
    private final Population population;
    private final long startNanos;
    private final Seconds seconds;
    private long sampledNanos;
    private boolean joined;
    private boolean measuring;

    private LoadTest(Scenario scenario, Crowd crowd, ServerProbe probe, Progress progress, List<Bar> bars)
            throws IOException {
        this.scenario = scenario;
        this.crowd = crowd;
        this.probe = probe;
        this.progress = progress;
        this.bars = bars;
        this.networks = new Networks(scenario);
        this.population = new Population(scenario, crowd);
        progress.phase("rehearsing");
        probe.look().join(); // as all that is done for the first time, for longer than a look may take
        population.rehearse();
        crowd.sample();
        this.before = probe.look().join();
        this.seconds = new Seconds(before, progress::sample);
        this.startNanos = System.nanoTime();
        this.sampledNanos = startNanos;
        population.start(startNanos);
    }

    /// @param bars which of a ramp's steps hold; without a ramp they decide nothing here
    ///
    /// Fails as soon as nobody can be measured: at once where nobody can join, later when all have been cut off.
    public static Result run(Scenario scenario, Crowd crowd, ServerProbe probe, Progress progress, List<Bar> bars)
            throws IOException {
        return new LoadTest(scenario, crowd, probe, progress, bars).run();
    }

    private Result run() throws IOException {
        progress.phase("joining");
        turnsUntil(population::fill);
        for (String failure : population.failures()) {
            progress.phase("failed: " + failure);
        }
        joined = true;
        progress.phase("warming up");
        warmUp();
        progress.phase("measuring");
        measuring = true;
        population.startChurn(System.nanoTime() + scenario.calm().toNanos());
        if (scenario.ramp().isPresent()) {
            ramp(scenario.ramp().get());
        } else {
            turns(scenario.duration());
            sample(System.nanoTime());
        }
        population.close();
        Result result = result();
        progress.phase("leaving");
        population.leave();
        return result;
    }

    /// Guests come in the warm-up, too, where there are any: joining is a server's and a tool's own work, which
    /// they do faster when they have done it before. Those are gone, and what they left behind is settled, before
    /// it is measured.
    private void warmUp() throws IOException {
        Duration quiet = scenario.stay().plus(SETTLING);
        if (scenario.churnPerSecond() > 0 && scenario.warmUp().compareTo(quiet) > 0) {
            population.startChurn(System.nanoTime());
            turns(scenario.warmUp().minus(quiet));
            population.stopChurn();
            turns(quiet);
        } else {
            turns(scenario.warmUp());
        }
        sample(System.nanoTime());
    }

    private Result result() {
        return new Result(
                scenario,
                seconds.from(0),
                steps,
                population.joins(),
                population.guestJoins(),
                population.failures(),
                population.failed(),
                population.unfinished(),
                before,
                probe.name(),
                population.encryptions(),
                population.checks(),
                networks.results());
    }

    private void turns(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        turnsUntil(now -> now - end >= 0);
    }

    private void turnsUntil(LongPredicate over) throws IOException {
        for (long now = System.nanoTime(); !over.test(now); now = System.nanoTime()) {
            population.churn(now, measuring);
            seconds.settle();
            if (now - sampledNanos >= SECOND) {
                sample(now);
            }
            LockSupport.parkNanos(TURN_NANOS);
        }
    }

    private void sample(long nowNanos) throws IOException {
        population.judge();
        CompletableFuture<Optional<ServerReading>> look = probe.look();
        CrowdSample seen = crowd.sample();
        double length = (nowNanos - sampledNanos) / (double) SECOND;
        if (measuring) {
            networks.add(seen.networks(), length);
        }
        seconds.add((nowNanos - startNanos) / (double) SECOND, length, measuring, seen, look);
        sampledNanos = nowNanos;
        if (joined && seen.present() == 0) {
            population.close();
            throw new IOException("nobody is there (any more): " + String.join("; ", population.failures()));
        }
    }

    /// When the new ones have got in, half of each step's time lets them settle, and half is measured.
    private void ramp(Ramp ramp) throws IOException {
        Duration half = ramp.hold().dividedBy(2);
        boolean held = true;
        while (held) {
            measuring = false;
            population.grow(ramp);
            turnsUntil(_ -> population.areAllIn());
            turns(half);
            sample(System.nanoTime());
            int settled = seconds.count() - 1;
            measuring = true;
            turns(half);
            sample(System.nanoTime());
            held = step(seconds.from(settled));
        }
    }

    /// @param those from the last one that is not measured on
    private boolean step(List<Sample> those) {
        Result soFar = new Result(
                scenario,
                those,
                List.of(),
                population.joins(),
                List.of(),
                List.of(),
                0,
                0,
                before,
                probe.name(),
                List.of(),
                List.of(),
                List.of());
        List<String> missed = bars.stream()
                .filter(bar -> !bar.isMetBy(soFar))
                .map(bar -> bar.inWords(soFar))
                .toList();
        int present = those.getLast().crowd().present();
        Step step = new Step(present, soFar.counts(), soFar.serverCores(), missed, population.failures());
        steps.add(step);
        progress.step(step);
        return step.held();
    }
}
