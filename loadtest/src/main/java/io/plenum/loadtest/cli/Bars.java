package io.plenum.loadtest.cli;

import io.plenum.loadtest.crowd.JoinTimes;
import io.plenum.loadtest.run.Bar;
import io.plenum.loadtest.run.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
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

    private static final String NO_LATENCY = "nothing that carries the time of its sending arrived";
    private static final String NO_JOIN = "nobody got in";
    private static final String NO_GUEST = "nobody who came while it was measured got in: see --churn";
    private static final String NO_RATIO = "it needs --churn, two seconds or more of --calm, and packets in both";
    private static final String ALWAYS_KNOWN = "";

    private final Arguments<Option> arguments;
    private final boolean ramp;
    private final List<Bar> bars = new ArrayList<>();

    private Bars(Request request) {
        arguments = request.arguments();
        ramp = request.kind() == Kind.RAMP;
    }

    static List<Bar> of(Request request) throws WrongUsage {
        return new Bars(request).all();
    }

    private List<Bar> all() throws WrongUsage {
        add(Option.MAX_P50_MS, "latency p50, ms", result -> result.latencyMillis(50), NO_LATENCY);
        addToRamp(
                Option.MAX_P99_MS, RAMP_P99_MILLIS, "latency p99, ms", result -> result.latencyMillis(99), NO_LATENCY);
        add(Option.MAX_P999_MS, "latency p99.9, ms", result -> result.latencyMillis(99.9), NO_LATENCY);
        addToRamp(
                Option.MAX_LOSS,
                RAMP_LOSS_PERCENT,
                "loss, %",
                result -> result.counts().lossRatio() * PERCENT,
                ALWAYS_KNOWN);
        addToRamp(
                Option.MAX_STARVED,
                RAMP_STARVED_PERCENT,
                "starved, %",
                result -> result.starvedRatio() * PERCENT,
                ALWAYS_KNOWN);
        add(Option.MAX_JOIN_MS, "join p95, ms", result -> result.joinMillis(JoinTimes::firstMedia, 95), NO_JOIN);
        add(
                Option.MAX_JOIN_SERVER_MS,
                "the server's share of joins p95, ms",
                result -> result.joinMillis(JoinTimes::server, 95),
                NO_JOIN);
        add(
                Option.MAX_GUEST_SERVER_MS,
                "the server's share of guests' joins p95, ms",
                result -> result.guestJoinMillis(JoinTimes::server, 95),
                NO_GUEST);
        add(Option.MAX_BUSY_RATIO, "latency p99 beside guests, times that before them", Result::busyRatio, NO_RATIO);
        add(Option.MAX_CPU_US, "server CPU per packet, µs", Result::cpuMicrosPerPacket, Result::whyNoCpu);
        add(
                Option.MAX_KB,
                "server memory per participant, KB",
                result -> result.residentBytesPerParticipant() / KILO,
                Result::whyNoMemory);
        return bars;
    }

    /// Where the user set it. What is unknown is so for this one reason.
    private void add(Option option, String name, ToDoubleFunction<Result> value, String unknown) throws WrongUsage {
        add(option, name, value, _ -> unknown);
    }

    private void add(Option option, String name, ToDoubleFunction<Result> value, Function<Result, String> why)
            throws WrongUsage {
        Optional<Double> limit = limit(option);
        if (limit.isPresent()) {
            bars.add(new Bar(name, limit.get(), value, why));
        }
    }

    /// In a ramp also where the user did not.
    private void addToRamp(Option option, double otherwise, String name, ToDoubleFunction<Result> value, String unknown)
            throws WrongUsage {
        Optional<Double> limit = limit(option);
        if (limit.isPresent() || ramp) {
            bars.add(new Bar(name, limit.orElse(otherwise), value, _ -> unknown));
        }
    }

    private Optional<Double> limit(Option option) throws WrongUsage {
        Optional<Double> limit = arguments.number(option);
        if (limit.isPresent() && !(limit.get() >= 0 && Double.isFinite(limit.get()))) {
            throw new WrongUsage(option.flag() + " must be 0 or more, not " + limit.get());
        }
        return limit;
    }
}
