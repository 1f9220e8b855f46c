package io.plenum.server.config;

import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// What the user typed.
public record CommandLine(Request request, Map<Option, String> options) {
    public enum Request {
        RUN,
        HELP,
        VERSION
    }

    public CommandLine {
        options = Map.copyOf(options);
    }

    /// Takes `--name value` and `--name=value`; the last one counts when a name comes twice.
    public static CommandLine parse(List<String> arguments) throws WrongSetting {
        Map<Option, String> options = new EnumMap<>(Option.class);
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String argument = rest.next();
            switch (argument) {
                case "--help", "-h" -> {
                    return new CommandLine(Request.HELP, Map.of());
                }
                case "--version" -> {
                    return new CommandLine(Request.VERSION, Map.of());
                }
                default -> readOption(argument, rest, options);
            }
        }
        return new CommandLine(Request.RUN, options);
    }

    public static String help() {
        StringBuilder help = new StringBuilder("""
                Plenum, a media server for video meetings.

                """);
        for (Option option : Option.values()) {
            help.append(option.help());
        }
        return help.append("""
                  --help                         this text
                  --version                      the version

                Each option can also be given by the environment: --http-port as PLENUM_HTTP_PORT. An option is stronger than
                the environment, the environment than the file. Without any, the server runs in open development mode: anybody
                may join any room, and it listens on this machine only.
                """).toString();
    }

    private static void readOption(String argument, Iterator<String> rest, Map<Option, String> options)
            throws WrongSetting {
        int equals = argument.indexOf('=');
        String flag = equals < 0 ? argument : argument.substring(0, equals);
        Option option = Option.ofFlag(flag)
                .orElseThrow(() -> new WrongSetting("there is no option " + flag + "; --help lists them"));
        options.put(option, equals < 0 ? next(flag, rest) : argument.substring(equals + 1));
    }

    private static String next(String flag, Iterator<String> rest) throws WrongSetting {
        if (!rest.hasNext()) {
            throw new WrongSetting(flag + " needs a value");
        }
        return rest.next();
    }
}
