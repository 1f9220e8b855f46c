package io.plenum.loadtest;

import io.plenum.loadtest.cli.Command;
import io.plenum.loadtest.cli.Program;
import java.util.List;

/// `./plenum loadtest`. The only class here that prints and that ends the process.
public final class Main {
    private Main() {}

    public static void main(String[] typed) {
        System.exit(Program.run(
                "loadtest",
                Command.help(),
                List.of(typed),
                System.out::print,
                System.err::println,
                arguments -> Command.run(arguments, System.out::println)));
    }
}
