package io.plenum.server.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The settings that can be given without a file: `--http-port` on the command line, `PLENUM_HTTP_PORT` in the
/// environment. Everything else is in the file, so that this list stays short enough to read.
public enum Option {
    HTTP_PORT("PORT", "TCP port of the page and of signaling (8080)"),
    UDP_PORT("PORT", "UDP port of media; each further shard takes the next (10000)"),
    SHARDS("NUMBER", "threads that carry media, each with a UDP port; auto: one for each processor (auto)"),
    BIND("ADDRESS[,…]", "where to listen: addresses, 0.0.0.0, :: or loopback (this machine only)"),
    PUBLIC_ADDRESS("ADDRESS", "what the outside calls us behind 1:1 NAT"),
    CONFIG("FILE", "a file with any settings (HOCON)");

    private final String argument;
    private final String help;

    Option(String argument, String help) {
        this.argument = argument;
        this.help = help;
    }

    /// The keys of the configuration that it sets.
    List<String> keys() {
        return switch (this) {
            case HTTP_PORT -> List.of("http.port");
            case UDP_PORT -> List.of("media.udp-port");
            case SHARDS -> List.of("media.shards");
            case BIND -> List.of("http.bind", "media.bind");
            case PUBLIC_ADDRESS -> List.of("media.public-address");
            case CONFIG -> List.of();
        };
    }

    String flag() {
        return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    String variable() {
        return "PLENUM_" + name();
    }

    String help() {
        return String.format(Locale.ROOT, "  %-30s %s%n", flag() + " " + argument, help);
    }

    static Optional<Option> ofFlag(String flag) {
        for (Option option : values()) {
            if (option.flag().equals(flag)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }
}
