package io.plenum.loadtest.cli;

import io.plenum.loadtest.run.MetricsProbe;
import io.plenum.loadtest.run.ProcessOfPort;
import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.ServerProbe;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;

/// Whose CPU and memory are the server's. Who listens on its port may only pass on what comes (into a container, to
/// another machine), and what that uses would meet any bar.
final class Lookout {
    private static final String METRICS = "/metrics";
    private static final String PLENUMS_COMMAND = "java";

    /// Those whom people put in front of a server, by the names that the kernel has for them.
    private static final Set<String> GO_BETWEENS = Set.of(
            "docker-proxy",
            "rootlessport",
            "rootlesskit",
            "pasta",
            "slirp4netns",
            "kubectl",
            "ssh",
            "sshd",
            "socat",
            "nginx",
            "haproxy",
            "caddy",
            "envoy",
            "traefik");

    private Lookout() {}

    /// @param port of the server's address
    /// @param plenum whether it is one: then it is a Java machine, and tells of itself by its metrics
    static ServerProbe of(Arguments<Option> arguments, URI server, int port, boolean plenum) throws WrongUsage {
        if (arguments.text(Option.SERVER_PID).isPresent()) {
            return process(arguments.whole(Option.SERVER_PID, 0, 1, Integer.MAX_VALUE));
        }
        if (!isHere(server)) {
            return Target.HTTP.contains(server.getScheme())
                    ? metrics(server)
                    : ServerProbe.blind("it is on another machine");
        }
        Optional<ProcessProbe> listener =
                ProcessOfPort.find(port).stream().mapToObj(ProcessProbe::new).findFirst();
        return plenum ? plenum(listener, server) : other(listener);
    }

    private static ServerProbe process(long pid) throws WrongUsage {
        ProcessProbe probe = new ProcessProbe(pid);
        if (probe.read().isEmpty()) {
            throw new WrongUsage(Option.SERVER_PID.flag() + ": there is no process " + pid + " that we may look at");
        }
        return probe;
    }

    private static boolean isHere(URI server) throws WrongUsage {
        try {
            return InetAddress.getByName(server.getHost()).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new WrongUsage("there is no host " + server.getHost());
        }
    }

    /// Its metrics tell of the right process whoever passes them on.
    static ServerProbe plenum(Optional<ProcessProbe> listener, URI server) {
        return listener.filter(process -> process.command().equals(PLENUMS_COMMAND))
                .<ServerProbe>map(process -> process)
                .orElseGet(() -> metrics(server));
    }

    /// Where it has none, no look succeeds.
    private static ServerProbe metrics(URI server) {
        return new MetricsProbe(server.resolve(METRICS));
    }

    static ServerProbe other(Optional<ProcessProbe> listener) {
        if (listener.isEmpty()) {
            return ServerProbe.blind(
                    "nobody is seen to listen there; " + Option.SERVER_PID.flag() + " says which it is");
        }
        return GO_BETWEENS.contains(listener.get().command())
                ? ServerProbe.blind(
                        listener.get().name() + " only passes on; " + Option.SERVER_PID.flag() + " says which it is")
                : listener.get();
    }
}
