package io.plenum.loadtest;

import io.plenum.loadtest.cli.Command;
import io.plenum.loadtest.cli.WrongUsage;
import java.io.IOException;
import java.util.List;

/// `./plenum loadtest`. The only class here that prints and that ends the process.
public final class Main {
    private static final int BAR_MISSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int COULD_NOT_RUN = 3;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> typed = List.of(arguments);
        try {
            if (typed.isEmpty() || typed.contains("--help") || typed.contains("-h")) {
                System.out.print(Command.help());
                System.exit(typed.isEmpty() ? WRONG_USAGE : 0);
            }
            System.exit(Command.run(typed, System.out::println) ? 0 : BAR_MISSED);
        } catch (WrongUsage e) {
            fail(e, WRONG_USAGE);
        } catch (IOException e) {
            fail(e, COULD_NOT_RUN);
        }
    }

    private static void fail(Exception reason, int status) {
        System.err.println("plenum loadtest: " + reason.getMessage());
        System.exit(status);
    }
}
