package io.plenum.transport.udp;

import io.plenum.memory.PacketPool;
import io.plenum.stats.Counters;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// How loops reach their sockets: chosen by what this machine can do, and the same for all loops of a server.
public final class UdpPollers {
    /// Those whose structures [MessageTable] and [Epoll] know.
    private static final Set<String> ARCHITECTURES = Set.of("amd64", "aarch64");

    private static final int TRIAL_DATAGRAMS = 3;
    private static final int TRIAL_LENGTH = 100;
    private static final long TRIAL_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// What is in the way of the native way; empty when nothing is. Found out once, on first use.
    private static final class Obstacle {
        private static final Optional<String> FOUND = find();

        private Obstacle() {}

        private static Optional<String> find() {
            if (!System.getProperty("os.name").equals("Linux")) {
                return Optional.of("this is not Linux");
            }
            String architecture = System.getProperty("os.arch");
            if (!ARCHITECTURES.contains(architecture) || ByteOrder.nativeOrder() != ByteOrder.LITTLE_ENDIAN) {
                return Optional.of("its structures are not known for " + architecture);
            }
            if (!UdpPollers.class.getModule().isNativeAccessEnabled()) {
                return Optional.of("Java was started without --enable-native-access=ALL-UNNAMED");
            }
            return trial(Libc::new);
        }
    }

    /// What keeps us from the native way.
    private final Optional<String> obstacle;

    private UdpPollers(Optional<String> obstacle) {
        this.obstacle = obstacle;
    }

    /// The best that works here.
    public static UdpPollers automatic() {
        return new UdpPollers(Obstacle.FOUND);
    }

    /// Fails when what is demanded cannot be.
    public static UdpPollers choose(UdpIo wanted) throws IOException {
        return choose(wanted, wanted == UdpIo.NIO ? Optional.of("it was asked for") : Obstacle.FOUND);
    }

    static UdpPollers choose(UdpIo wanted, Optional<String> obstacle) throws IOException {
        if (wanted == UdpIo.NATIVE && obstacle.isPresent()) {
            throw new IOException("native UDP cannot be used: " + obstacle.get());
        }
        return new UdpPollers(obstacle);
    }

    public UdpPoller open(Counters counters) throws IOException {
        return obstacle.isEmpty() ? new LinuxUdpPoller(counters) : new NioUdpPoller(counters);
    }

    /// Which way it is, and why.
    public String description() {
        return obstacle.map(reason -> "UDP by java.nio, because " + reason)
                .orElse("UDP in batches by recvmmsg and sendmmsg, which this machine can do");
    }

    /// Sandboxes refuse calls that the kernel knows, so only trying tells: a run of datagrams from a
    /// socket to itself.
    static Optional<String> trial(Function<Arena, Libc> kernel) {
        try {
            Arena arena = Arena.ofShared();
            LinuxUdpPoller poller = new LinuxUdpPoller(new Counters(), arena, kernel.apply(arena));
            try {
                return trial(poller);
            } finally {
                poller.close();
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            return Optional.of("a trial failed: " + (e.getCause() == null ? e : e.getCause()));
        }
    }

    private static Optional<String> trial(UdpPoller poller) throws IOException {
        UdpPort port = poller.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        for (int i = 0; i < TRIAL_DATAGRAMS; i++) {
            port.write(new byte[TRIAL_LENGTH], TRIAL_LENGTH, port.localAddress());
        }
        poller.flush();
        poller.await(TRIAL_NANOS, new ArrayList<>());
        ReceiveBatch batch = new ReceiveBatch(new PacketPool(ReceiveBatch.CAPACITY), new Counters());
        port.read(batch);
        boolean whole = batch.size() == TRIAL_DATAGRAMS;
        for (int i = 0; i < batch.size(); i++) {
            whole &= batch.takePacket(i).length() == TRIAL_LENGTH
                    && batch.source(i).equals(port.localAddress());
        }
        return whole
                ? Optional.empty()
                : Optional.of("of " + TRIAL_DATAGRAMS + " datagrams on trial " + batch.size() + " arrived");
    }
}
