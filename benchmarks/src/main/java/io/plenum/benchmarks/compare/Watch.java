package io.plenum.benchmarks.compare;

import java.util.Map;

/// Something that is looked at when measuring begins and when it ends.
interface Watch {
    void begin();

    void end();

    /// What came of it.
    ///
    /// @param packets that the server sent in between
    Map<Figure, Double> figures(long packets);
}
