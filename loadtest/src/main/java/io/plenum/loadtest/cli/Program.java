package io.plenum.loadtest.cli;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/// What the programs here have in common: help on request, one line for what went wrong, and the exit status.
public final class Program {
    private static final int NOT_GOOD_ENOUGH = 1;
    private static final int WRONG_USAGE = 2;
    private static final int COULD_NOT_RUN = 3;

    /// What the libraries that we share with servers log is of no interest to those who test one: failures are told by
    /// the report.
    private static final Logger LOG = Logger.getLogger("io.plenum");

    private static final Logger VERTX_LOG = Logger.getLogger("io.vertx");

    private Program() {}

    /// What the program does; false when a bar was missed or a rule broken.
    @FunctionalInterface
    public interface Work {
        boolean run(List<String> typed) throws WrongUsage, IOException;
    }

    /// Gives the exit status.
    ///
    /// @param out takes the help, `err` what went wrong
    public static int run(
            String name, String help, List<String> typed, Consumer<String> out, Consumer<String> err, Work work) {
        if (typed.contains("--help") || typed.contains("-h")) {
            out.accept(help);
            return 0;
        }
        LOG.setLevel(Level.WARNING);
        VERTX_LOG.setLevel(Level.SEVERE);
        try {
            return work.run(typed) ? 0 : NOT_GOOD_ENOUGH;
        } catch (WrongUsage e) {
            err.accept("plenum " + name + ": " + e.getMessage());
            return WRONG_USAGE;
        } catch (IOException e) {
            err.accept("plenum " + name + ": " + e.getMessage());
            return COULD_NOT_RUN;
        }
    }
}
