package io.plenum.benchmarks.compare;

import io.plenum.loadtest.cli.Arguments;

/// Everything that can be said to `./plenum bench`.
enum BenchOption implements Arguments.Name {
    ONLY("NAME[,…]", "of the above (all)"),
    QUICK("", "shorter, with fewer rounds: each below 9 minutes, all in some 40"),
    VIEWERS("N", "instead of those of webinars (not of growth and memory)"),
    ROOMS("N", "instead of those of the small rooms"),
    ROUNDS("N", "in which all take turns"),
    SECONDS("N", "of each measurement"),
    WARM_UP("N", "seconds before it"),
    SAMPLE("N", "the load looks into one packet of so many (8)"),
    NO_JANUS("", "even where it is installed"),
    JAVA_OPTIONS("TEXT", "of the server's and the floor's Java machine, separated by blanks"),
    SETTING("KEY=VALUE", "more of the server's configuration, as often as wanted"),
    JSON("FILE", "everything, for programs"),
    BARS("", "the exit status is 1 when a bar is missed (3 when something could not be measured)");

    private final String argument;
    private final String help;

    BenchOption(String argument, String help) {
        this.argument = argument;
        this.help = help;
    }

    @Override
    public String argument() {
        return argument;
    }

    @Override
    public String help() {
        return help;
    }
}
