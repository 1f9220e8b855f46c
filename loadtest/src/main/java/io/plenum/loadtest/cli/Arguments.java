package io.plenum.loadtest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the user typed: a kind of scenario and options.
final class Arguments {
    private static final double NANOS_PER_SECOND = 1e9;

    private final String kind;
    private final Map<Option, String> values = new EnumMap<>(Option.class);

    private Arguments(String kind) {
        this.kind = kind;
    }

    /// Takes `--name value` and `--name=value` behind the scenario's name.
    static Arguments parse(List<String> typed) throws WrongUsage {
        if (typed.isEmpty() || typed.getFirst().startsWith("-")) {
            throw new WrongUsage("the first argument is the kind of test; --help lists them");
        }
        Arguments arguments = new Arguments(typed.getFirst());
        for (Iterator<String> rest = typed.subList(1, typed.size()).iterator(); rest.hasNext(); ) {
            arguments.readFlag(rest.next(), rest);
        }
        arguments.readFile();
        return arguments;
    }

    private void readFlag(String argument, Iterator<String> rest) throws WrongUsage {
        int equals = argument.indexOf('=');
        String flag = equals < 0 ? argument : argument.substring(0, equals);
        if (!flag.startsWith("--")) {
            throw new WrongUsage("\"" + argument + "\" is no option");
        }
        Option option = option(flag.substring(2));
        if (equals < 0 && !rest.hasNext()) {
            throw new WrongUsage(flag + " needs a value");
        }
        values.put(option, equals < 0 ? rest.next() : argument.substring(equals + 1));
    }

    private static Option option(String key) throws WrongUsage {
        return Option.ofKey(key).orElseThrow(() -> new WrongUsage("there is no option --" + key));
    }

    /// Lines of `name = value`; `#` begins a remark.
    private void readFile() throws WrongUsage {
        String file = values.get(Option.FILE);
        if (file == null) {
            return;
        }
        for (String line : lines(file)) {
            String text = line.replaceFirst("#.*", "").trim();
            int equals = text.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        option(text.substring(0, equals).trim()),
                        text.substring(equals + 1).trim());
            } else if (!text.isEmpty()) {
                throw new WrongUsage(file + ": \"" + text + "\" is not of the form name = value");
            }
        }
    }

    private static List<String> lines(String file) throws WrongUsage {
        try {
            return Files.readAllLines(Path.of(file));
        } catch (IOException e) {
            throw new WrongUsage("cannot read " + file);
        }
    }

    String kind() {
        return kind;
    }

    Optional<String> text(Option option) {
        return Optional.ofNullable(values.get(option));
    }

    int whole(Option option, int otherwise, int least, int most) throws WrongUsage {
        double number = number(option, otherwise, least, most);
        if (number != Math.rint(number)) {
            throw new WrongUsage(option.flag() + " must be a whole number, not " + values.get(option));
        }
        return (int) number;
    }

    double number(Option option, double otherwise, double least, double most) throws WrongUsage {
        Optional<Double> number = number(option);
        double value = number.orElse(otherwise);
        if (!(value >= least && value <= most)) {
            throw new WrongUsage(option.flag() + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    Optional<Double> number(Option option) throws WrongUsage {
        String value = values.get(option);
        try {
            return value == null ? Optional.empty() : Optional.of(Double.valueOf(value));
        } catch (NumberFormatException e) {
            throw new WrongUsage(option.flag() + " must be a number, not \"" + value + "\"");
        }
    }

    Duration seconds(Option option, double otherwise, double most) throws WrongUsage {
        return Duration.ofNanos(Math.round(number(option, otherwise, 0, most) * NANOS_PER_SECOND));
    }
}
