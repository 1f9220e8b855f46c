package io.plenum.loadtest.cli;

import io.plenum.loadtest.crowd.JanusVenue;
import io.plenum.loadtest.crowd.PlenumVenue;
import io.plenum.loadtest.crowd.Venue;
import io.plenum.loadtest.crowd.WhipVenue;
import io.plenum.loadtest.run.ServerProbe;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What is tested: a server, by one of the protocols we speak.
///
/// @param venue makes the way in
/// @param probe looks at the server's process
record Target(Function<Vertx, Venue> venue, ServerProbe probe) {
    private static final String DEFAULT_SERVER = "http://127.0.0.1:8080";
    static final List<String> HTTP = List.of("http", "https");
    private static final List<String> WEB_SOCKET = List.of("ws");
    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;

    /// Whether its protocol has no connection on which somebody sends and receives.
    static boolean isSplit(Arguments<Option> arguments) {
        return arguments.text(Option.JANUS).isPresent()
                || arguments.text(Option.WHIP).isPresent();
    }

    static Target of(Arguments<Option> arguments) throws WrongUsage {
        if (arguments.text(Option.JANUS).isPresent()) {
            URI janus = address(Option.JANUS, arguments.text(Option.JANUS).get(), WEB_SOCKET);
            return new Target(vertx -> new JanusVenue(vertx, janus), Lookout.of(arguments, janus, port(janus), false));
        }
        if (arguments.text(Option.WHIP).isPresent()) {
            return whip(arguments);
        }
        if (arguments.text(Option.WHEP).isPresent()) {
            throw new WrongUsage("--whep needs --whip");
        }
        URI server = address(Option.SERVER, arguments.text(Option.SERVER).orElse(DEFAULT_SERVER), HTTP);
        URI socket = URI.create((server.getScheme().equals("https") ? "wss" : "ws") + "://" + server.getHost() + ":"
                + port(server) + "/ws");
        Optional<String> token = arguments.text(Option.TOKEN);
        return new Target(
                vertx -> new PlenumVenue(vertx, socket, token), Lookout.of(arguments, server, port(server), true));
    }

    /// The addresses, by the options they were given with, for reports: without user and query, where
    /// secrets are.
    static Map<String, String> addresses(Arguments<Option> arguments) {
        if (arguments.text(Option.JANUS).isPresent()) {
            return told(arguments, Option.JANUS);
        }
        return arguments.text(Option.WHIP).isPresent()
                ? told(arguments, Option.WHIP, Option.WHEP)
                : told(arguments, Option.SERVER);
    }

    private static Map<String, String> told(Arguments<Option> arguments, Option... options) {
        return Stream.of(options)
                .collect(Collectors.toMap(
                        Option::key,
                        option -> withoutSecrets(arguments.text(option).orElse(DEFAULT_SERVER))));
    }

    private static String withoutSecrets(String address) {
        return address.replaceFirst("//[^/]*@", "//").replaceFirst("[?#].*", "");
    }

    private static Target whip(Arguments<Option> arguments) throws WrongUsage {
        String whip = arguments.text(Option.WHIP).get();
        String whep = arguments.text(Option.WHEP).orElseThrow(() -> new WrongUsage("--whip needs --whep"));
        address(Option.WHEP, whep, HTTP);
        URI server = address(Option.WHIP, whip, HTTP);
        return new Target(
                vertx -> new WhipVenue(vertx, whip, whep, arguments.text(Option.TOKEN)),
                Lookout.of(arguments, server, port(server), false));
    }

    private static URI address(Option option, String text, List<String> schemes) throws WrongUsage {
        try {
            URI address = new URI(text.replace(WhipVenue.ROOM, "room"));
            if (address.getHost() != null && schemes.contains(address.getScheme()) && address.getPort() <= MAX_PORT) {
                return address;
            }
        } catch (URISyntaxException _) {
            // said below, with what is allowed
        }
        throw new WrongUsage(option.flag() + " must be an address such as " + schemes.getFirst()
                + "://sfu.example.org:8080, not \"" + text + "\"");
    }

    private static int port(URI server) {
        if (server.getPort() > 0) {
            return server.getPort();
        }
        return server.getScheme().equals("https") ? HTTPS_PORT : HTTP_PORT;
    }
}
