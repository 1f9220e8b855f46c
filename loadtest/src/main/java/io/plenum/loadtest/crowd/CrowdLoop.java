package io.plenum.loadtest.crowd;

import io.plenum.loadtest.media.Counts;
import io.plenum.loadtest.media.Tally;
import io.plenum.stats.Counter;
import io.plenum.transport.client.ClientLink;
import io.plenum.transport.client.ClientListener;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.dtls.DtlsIdentity;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One thread of a crowd, with the participants whose media it is.
final class CrowdLoop implements AutoCloseable {
    /// The server's candidates say where it is; the kernel chooses the way there.
    private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

    private final DtlsIdentity identity;
    private final ClientLoop loop;
    /// Owned by the loop, as what follows.
    private final List<Participant> present = new ArrayList<>();

    private final Tallies tallies = new Tallies();
    /// Of what nobody in particular did.
    private final Tally tally = new Tally();

    private long lastTickNanos;
    private long longestTickNanos;
    private long sendFailures;
    private long receiveFailures;

    private CrowdLoop(String name, DtlsIdentity identity) throws IOException {
        this.identity = identity;
        loop = ClientLoop.start(name, this::tick);
    }

    static CrowdLoop start(String name, DtlsIdentity identity) throws IOException {
        return new CrowdLoop(name, identity);
    }

    ClientLink open(ClientListener listener) {
        return loop.open(ANY, identity, listener);
    }

    void add(Participant participant) {
        loop.execute(() -> present.add(participant));
    }

    void execute(Runnable task) {
        loop.execute(task);
    }

    long now() {
        return loop.now();
    }

    Tallies tallies() {
        return tallies;
    }

    /// Asks something on the loop's thread.
    <T> CompletableFuture<T> ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        loop.execute(() -> answer.complete(question.get()));
        return answer;
    }

    /// What happened since the last call.
    CompletableFuture<CrowdSample> sample() {
        return ask(() -> {
            int[] slotsByLayer = new int[Tally.LAYERS];
            present.forEach(participant -> participant.takeLayers(slotsByLayer));
            takeSendFailures();
            takeReceiveFailures();
            Counts nobodys = tally.take();
            Map<String, NetworkSample> networks = tallies.take(present);
            NetworkSample all = networks.values().stream().reduce(NetworkSample.none(), NetworkSample::plus);
            long longest = longestTickNanos;
            longestTickNanos = 0;
            return new CrowdSample(
                    all.present(),
                    all.counts().plus(nobodys),
                    all.staying().plus(nobodys),
                    Arrays.stream(slotsByLayer).boxed().toList(),
                    longest,
                    all.streams(),
                    networks);
        });
    }

    /// Datagrams that the kernel had no room for, whoever of ours wrote them.
    private void takeSendFailures() {
        long all = loop.counters().get(Counter.SEND_BUFFER_FULL);
        tally.unsent(all - sendFailures);
        sendFailures = all;
    }

    /// The same of what was sent to us.
    private void takeReceiveFailures() {
        long all = loop.unreceived();
        tally.unreceived(all - receiveFailures);
        receiveFailures = all;
    }

    private void tick(long nowNanos) {
        if (lastTickNanos > 0) {
            longestTickNanos = Math.max(longestTickNanos, nowNanos - lastTickNanos);
        }
        lastTickNanos = nowNanos;
        for (Iterator<Participant> all = present.iterator(); all.hasNext(); ) {
            Participant participant = all.next();
            if (participant.ended()) {
                all.remove();
            } else {
                participant.advance(nowNanos);
            }
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
