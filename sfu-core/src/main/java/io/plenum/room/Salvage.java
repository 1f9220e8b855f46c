package io.plenum.room;

import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/// Clears away what a bug has left behind: a part that throws does not keep the others.
final class Salvage {
    private @Nullable RuntimeException first;

    /// Empties a store that gives back one packet after the other, also past those that are not its own any
    /// more.
    ///
    /// @param size how much is left; it shrinks with every packet, thrown at or not
    void empty(Runnable clear, IntSupplier size) {
        int before;
        do {
            before = size.getAsInt();
            attempt(clear);
        } while (size.getAsInt() > 0 && size.getAsInt() < before);
    }

    void attempt(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException bug) {
            note(bug);
        }
    }

    private void note(RuntimeException bug) {
        RuntimeException before = first;
        if (before == null) {
            first = bug;
        } else {
            before.addSuppressed(bug);
        }
    }

    /// Throws what was thrown.
    void finish() {
        if (first != null) {
            throw first;
        }
    }
}
