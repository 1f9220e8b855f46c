package io.plenum.loadtest.cli;

import java.util.List;
import java.util.Optional;

/// What the user asked for: a kind of test, and options, of which a file may hold more.
record Request(Kind kind, Arguments<Option> arguments) {
    static Request parse(List<String> typed) throws WrongUsage {
        if (typed.isEmpty() || typed.getFirst().startsWith("-")) {
            throw new WrongUsage("the first argument is the kind of test; --help lists them");
        }
        Kind kind = Kind.of(typed.getFirst());
        Arguments<Option> arguments = Arguments.parse(Option.class, typed.subList(1, typed.size()));
        Optional<String> file = arguments.text(Option.FILE);
        if (file.isPresent()) {
            arguments.readFile(file.get());
        }
        return new Request(kind, arguments);
    }
}
