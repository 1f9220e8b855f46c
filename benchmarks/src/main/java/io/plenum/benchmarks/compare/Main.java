package io.plenum.benchmarks.compare;

import io.plenum.loadtest.cli.Program;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// `./plenum bench`. The only class here, beside the floor's, that prints and that ends the process.
public final class Main {
    private Main() {}

    public static void main(String[] typed) {
        System.exit(Program.run(
                "bench",
                Choice.help(),
                List.of(typed),
                System.out::print,
                System.err::println,
                arguments -> run(Choice.parse(arguments))));
    }

    private static boolean run(Choice choice) throws IOException {
        InetAddress address = address();
        Comparison comparison = new Comparison(choice, address, System.out::println);
        List<Rounds> all = new ArrayList<>();
        for (Trial trial : choice.trials()) {
            all.add(comparison.run(trial));
            System.out.print(Report.text(all.getLast()));
        }
        List<String> notes = notes(choice);
        System.out.println();
        notes.forEach(System.out::println);
        if (choice.json().isPresent()) {
            Files.writeString(choice.json().get(), Report.json(all, notes));
        }
        long failures =
                all.stream().mapToLong(rounds -> rounds.failures().size()).sum();
        if (failures > 0) {
            throw new IOException(failures + " measurements could not be made; the report says why");
        }
        return !choice.bars()
                || all.stream().flatMap(rounds -> rounds.verdicts().stream()).allMatch(Verdict::met);
    }

    /// An address of this machine, by which it reaches itself: not the loopback, which Janus does not gather.
    private static InetAddress address() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst()
                .orElseThrow(() -> new IOException("this machine has no IPv4 address but the loopback"));
    }

    private static List<String> notes(Choice choice) {
        List<String> notes = new ArrayList<>();
        notes.add(String.format(
                Locale.ROOT,
                "%d processors, load %.1f, %s %s, Java %s; servers and load share them, so only ratios mean something.",
                Runtime.getRuntime().availableProcessors(),
                MachineLoad.now(),
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                Runtime.version()));
        choice.trials().forEach(trial -> notes.add(trial.name() + ": " + choice.terms(trial) + "."));
        notes.add(
                "late ms: how late the load's own threads were at worst. Latency ends in the socket, by the kernel's stamp.");
        notes.add("Options of the server's Java: "
                + (choice.javaOptions().isEmpty() ? "none" : String.join(" ", choice.javaOptions())));
        notes.add(
                choice.trials().stream().anyMatch(Trial::isAgainstJanus)
                        ? "Janus is Debian's: its libsrtp2 is built on NSS. It chose among what our participants offer, which is"
                                + " AEAD_AES_128_GCM first; what it chose stands with its load. Where that is GCM, there is nothing"
                                + " more to force."
                        : "Janus did not take part.");
        return notes;
    }
}
