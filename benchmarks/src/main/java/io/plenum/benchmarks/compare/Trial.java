package io.plenum.benchmarks.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// One question about a server: who take turns under which load, what is looked at, and the bars that answer it.
///
/// @param name by which `--only` chooses it
/// @param question in a few words
/// @param entrants in the order of their turns
/// @param figures that the report shows of each
/// @param full how it is measured, and `quick` in the short form
record Trial(
        String name,
        String question,
        List<Entrant> entrants,
        Set<Figure> figures,
        List<Bar> bars,
        Terms full,
        Terms quick) {
    Trial {
        entrants = List.copyOf(entrants);
        figures = EnumSet.copyOf(figures);
        bars = List.copyOf(bars);
    }

    boolean has(String entrant) {
        return entrants.stream().anyMatch(each -> each.name().equals(entrant));
    }

    boolean isAgainstJanus() {
        return entrants.stream().anyMatch(Entrant::isJanus);
    }

    /// One more who takes turns.
    Trial with(Entrant more) {
        List<Entrant> all = new ArrayList<>(entrants);
        all.add(more);
        return withEntrants(all);
    }

    /// Without those who do not take part.
    Trial only(Predicate<Entrant> takesPart) {
        return withEntrants(entrants.stream().filter(takesPart).toList());
    }

    /// Under another load.
    Trial loaded(UnaryOperator<Workload> change) {
        List<Entrant> changed = new ArrayList<>();
        entrants.forEach(entrant -> changed.add(entrant.with(change.apply(entrant.workload()))));
        return withEntrants(changed);
    }

    private Trial withEntrants(List<Entrant> changed) {
        return new Trial(name, question, changed, figures, bars, full, quick);
    }
}
