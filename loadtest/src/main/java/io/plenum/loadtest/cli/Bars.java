package io.plenum.loadtest.cli;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// The limits that the user set. A ramp has three of its own, since it ends with the first bar that is
/// missed.
final class Bars {
    private static final double PERCENT = 100;
    private static final double KILO = 1_024;
    private static final double RAMP_P99_MILLIS = 20;
    private static final double RAMP_LOSS_PERCENT = 0.1;

    /// A picture that is frozen loses no packets.
    private static final double RAMP_STARVED_PERCENT = 0.1;

    private Bars() {}

    static List<Bar> of(Request request) throws WrongUsage {
        Arguments<Option> arguments = request.arguments();
        boolean ramp = request.kind() == Kind.RAMP;
        List<Bar> bars = new ArrayList<>();
        add(bars, arguments, Option.MAX_P50_MS, "latency p50, ms", result -> result.latencyMillis(50), false, 0);
        add(
                bars,
                arguments,
                Option.MAX_P99_MS,
                "latency p99, ms",
                result -> result.latencyMillis(99),
                ramp,
                RAMP_P99_MILLIS);
        add(bars, arguments, Option.MAX_P999_MS, "latency p99.9, ms", result -> result.latencyMillis(99.9), false, 0);
        add(
                bars,
                arguments,
                Option.MAX_LOSS,
                "loss, %",
                result -> result.counts().lossRatio() * PERCENT,
                ramp,
                RAMP_LOSS_PERCENT);
        add(
                bars,
                arguments,
                Option.MAX_STARVED,
                "starved, %",
                result -> result.starvedRatio() * PERCENT,
                ramp,
                RAMP_STARVED_PERCENT);
        add(
                bars,
                arguments,
                Option.MAX_JOIN_MS,
                "join p95, ms",
                result -> result.joinMillis(JoinTimes::firstMedia, 95),
                false,
                0);
        add(bars, arguments, Option.MAX_CPU_US, "server CPU per packet, µs", Result::cpuMicrosPerPacket, false, 0);
        add(
                bars,
                arguments,
                Option.MAX_KB,
                "server memory per participant, KB",
                result -> result.residentBytesPerParticipant() / KILO,
                false,
                0);
        return bars;
    }

    private static void add(
            List<Bar> bars,
            Arguments<Option> arguments,
            Option option,
            String name,
            ToDoubleFunction<Result> value,
            boolean always,
            double otherwise)
            throws WrongUsage {
        Optional<Double> limit = arguments.number(option);
        if (limit.isPresent() && !(limit.get() >= 0 && Double.isFinite(limit.get()))) {
            throw new WrongUsage(option.flag() + " must be 0 or more, not " + limit.get());
        }
        if (limit.isPresent() || always) {
            bars.add(new Bar(name, limit.orElse(otherwise), value));
        }
    }
}
