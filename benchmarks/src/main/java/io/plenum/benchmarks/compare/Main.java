package io.plenum.benchmarks.compare;

import io.plenum.loadtest.cli.Program;
import io.plenum.transport.srtp.SrtpProfile;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
        if (choice.trials().stream().anyMatch(Trial::isAgainstJanus)) {
            notes.addAll(notesOnJanus(choice));
        } else {
            notes.add("Janus did not take part.");
        }
        return notes;
    }

    private static List<String> notesOnJanus(Choice choice) {
        List<String> notes = new ArrayList<>();
        notes.add("Janus is Debian's: its libsrtp2 is built on NSS. Participants offer it "
                + Arrays.stream(SrtpProfile.values()).map(Enum::name).collect(Collectors.joining(" and "))
                + ", of which it chooses, or only the one that is named; what was agreed on stands with its load.");
        choice.trials().stream()
                .filter(Trial::isAgainstJanus)
                .map(choice::leftOut)
                .flatMap(List::stream)
                .distinct()
                .forEach(name -> notes.add("Not measured in the short form: " + name + "."));
        return notes;
    }
}
