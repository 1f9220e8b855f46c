package io.plenum.benchmarks.compare;

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
    private static final int BAR_MISSED = 1;
    private static final int WRONG_USAGE = 2;
    private static final int COULD_NOT_RUN = 3;

    private Main() {}

    public static void main(String[] arguments) {
        List<String> typed = List.of(arguments);
        if (typed.contains("--help") || typed.contains("-h")) {
            System.out.print(Choice.help());
            return;
        }
        try {
            System.exit(run(Choice.parse(typed)) ? 0 : BAR_MISSED);
        } catch (IllegalArgumentException e) {
            fail(e, WRONG_USAGE);
        } catch (IOException e) {
            fail(e, COULD_NOT_RUN);
        }
    }

    private static void fail(Exception reason, int status) {
        System.err.println("plenum bench: " + reason.getMessage());
        System.exit(status);
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
        notes.add("late ms: how late the load's own threads were at worst; a latency up to that may be theirs.");
        notes.add("Options of the server's Java: "
                + (choice.javaOptions().isEmpty() ? "none" : String.join(" ", choice.javaOptions())));
        notes.add(
                choice.trials().stream().anyMatch(Trial::isAgainstJanus)
                        ? "Janus is Debian's: its libsrtp2 is built on NSS. It was offered AEAD_AES_128_GCM first."
                        : "Janus did not take part.");
        return notes;
    }
}
