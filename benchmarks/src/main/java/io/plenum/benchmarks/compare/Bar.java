package io.plenum.benchmarks.compare;

import java.util.function.ToDoubleFunction;

/// A limit that a trial's figures must keep.
///
/// @param janus whether it is about Janus, so that there is none where Janus did not run
record Bar(String name, double limit, boolean janus, ToDoubleFunction<Rounds> value) {
    /// One contender's figure, the median of the rounds.
    static Bar of(String name, double limit, String contender, Figure figure) {
        return new Bar(name, limit, false, rounds -> rounds.median(contender, figure));
    }

    /// One's figure as a multiple of another's, the median of the rounds' ratios.
    static Bar ratio(String name, double limit, String contender, String other, Figure figure) {
        return new Bar(name, limit, false, rounds -> Rounds.median(rounds.ratios(contender, other, figure)));
    }

    /// One figure of a contender as a multiple of another of its own.
    static Bar ratio(String name, double limit, String contender, Figure figure, Figure of) {
        return new Bar(name, limit, false, rounds -> rounds.median(contender, figure) / rounds.median(contender, of));
    }

    /// Plenum's figure as a multiple of that of Janus with its better setting.
    static Bar janus(String name, double limit, Figure figure) {
        return new Bar(
                name,
                limit,
                true,
                rounds -> Rounds.median(rounds.ratios(Entrant.PLENUM, rounds.bestOfJanus(), figure)));
    }

    boolean appliesTo(Rounds rounds) {
        return !janus || !rounds.bestOfJanus().isEmpty();
    }

    Verdict judge(Rounds rounds) {
        return new Verdict(name, limit, value.applyAsDouble(rounds));
    }
}
