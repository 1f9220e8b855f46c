package io.plenum.loadtest.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The options that the user typed: `--name value`, `--name=value`, and `--name` where there is nothing to say.
///
/// @param <O> all there are
public final class Arguments<O extends Enum<O> & Arguments.Name> {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Class<O> options;
    private final Map<O, List<String>> values;

    /// What options are: an enum, whose names in lower case are theirs.
    public interface Name {
        String name();

        /// What stands behind it, for the help; empty where nothing does.
        String argument();

        String help();

        /// As it stands in a file.
        default String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        default String flag() {
            return "--" + key();
        }

        /// Its line of the help.
        default String line() {
            return String.format(Locale.ROOT, "  %-26s %s%n", flag() + " " + argument(), help());
        }
    }

    private Arguments(Class<O> options) {
        this.options = options;
        this.values = new EnumMap<>(options);
    }

    public static <O extends Enum<O> & Name> Arguments<O> parse(Class<O> options, List<String> typed)
            throws WrongUsage {
        Arguments<O> arguments = new Arguments<>(options);
        for (Iterator<String> rest = typed.iterator(); rest.hasNext(); ) {
            arguments.read(rest.next(), rest);
        }
        return arguments;
    }

    private void read(String argument, Iterator<String> rest) throws WrongUsage {
        int equals = argument.indexOf('=');
        String flag = equals < 0 ? argument : argument.substring(0, equals);
        if (!flag.startsWith("--")) {
            throw new WrongUsage("\"" + argument + "\" is no option");
        }
        O option = option(flag.substring(2));
        boolean needsNothing = option.argument().isEmpty();
        if (needsNothing && equals >= 0) {
            throw new WrongUsage(flag + " takes no value");
        }
        if (!needsNothing && equals < 0 && !rest.hasNext()) {
            throw new WrongUsage(flag + " needs a value");
        }
        String value = needsNothing ? "" : equals < 0 ? rest.next() : argument.substring(equals + 1);
        values.computeIfAbsent(option, _ -> new ArrayList<>()).add(value);
    }

    private O option(String key) throws WrongUsage {
        for (O option : options.getEnumConstants()) {
            if (option.key().equals(key)) {
                return option;
            }
        }
        throw new WrongUsage("there is no option --" + key);
    }

    /// More of them from a file, one `name = value` a line; `#` begins a remark. What was typed is stronger.
    void readFile(String file) throws WrongUsage {
        for (String line : lines(file)) {
            String text = line.replaceFirst("#.*", "").trim();
            int equals = text.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        option(text.substring(0, equals).trim()),
                        List.of(text.substring(equals + 1).trim()));
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

    public boolean has(O option) {
        return values.containsKey(option);
    }

    /// What was said last.
    public Optional<String> text(O option) {
        return Optional.ofNullable(values.get(option)).map(List::getLast);
    }

    /// Everything that was said, where an option may stand several times.
    public List<String> all(O option) {
        return List.copyOf(values.getOrDefault(option, List.of()));
    }

    public int whole(O option, int otherwise, int least, int most) throws WrongUsage {
        double number = number(option, otherwise, least, most);
        if (number != Math.rint(number)) {
            throw new WrongUsage(option.flag() + " must be a whole number, not "
                    + text(option).orElse(""));
        }
        return (int) number;
    }

    public double number(O option, double otherwise, double least, double most) throws WrongUsage {
        double value = number(option).orElse(otherwise);
        if (!(value >= least && value <= most)) {
            throw new WrongUsage(option.flag() + " must be from " + least + " to " + most + ", not " + value);
        }
        return value;
    }

    public Optional<Double> number(O option) throws WrongUsage {
        Optional<String> text = text(option);
        try {
            return text.map(Double::valueOf);
        } catch (NumberFormatException e) {
            throw new WrongUsage(option.flag() + " must be a number, not \"" + text.orElse("") + "\"");
        }
    }

    public Duration seconds(O option, double otherwise, double most) throws WrongUsage {
        return Duration.ofNanos(Math.round(number(option, otherwise, 0, most) * NANOS_PER_SECOND));
    }
}
