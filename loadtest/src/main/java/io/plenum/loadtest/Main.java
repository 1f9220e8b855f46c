package io.plenum.loadtest;

import io.plenum.loadtest.cli.Command;
import io.plenum.loadtest.cli.Program;
import java.io.PrintStream;
import java.util.List;

/// `./plenum loadtest`. The only class here that prints and that ends the process.
public final class Main {
    private Main() {}

    public static void main(String[] typed) {
        System.exit(run(List.of(typed), System.out, System.err));
    }

    /// All but the end of the process: gives the exit status.
    public static int run(List<String> typed, PrintStream out, PrintStream err) {
        return Program.run(
                "loadtest",
                Command.help(),
                typed,
                out::print,
                err::println,
                arguments -> Command.run(arguments, out::println));
    }
}
