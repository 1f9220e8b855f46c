package io.plenum.transport.ice;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.ice4j.ice.harvest.MappingCandidateHarvesters;

/// ice4j's process-wide settings, and the wait for it to wake up.
public final class Ice {
    /// Held for ever: the logging system forgets the level of a logger that nobody holds.
    private static final List<Logger> LOGGERS = Stream.of("org.ice4j", "org.jitsi", "JitsiConfig")
            .map(Logger::getLogger)
            .toList();

    private static boolean warm;

    private Ice() {}

    /// Sets ice4j up and makes its first agent, which takes a second where the next take less than a millisecond.
    /// Called before the first session, on a thread that may wait; again, it does nothing.
    public static synchronized void warmUp() {
        if (!warm) {
            configure();
            TaskPools.bound();
            firstAgent();
            warm = true;
        }
    }

    private static void configure() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.WARNING)); // INFO prints the ICE passwords
        // An agent that has "terminated" refuses checks from new addresses: a phone that changes its network is lost.
        System.setProperty("ice4j.ice.termination-delay", "36500 days");
        System.setProperty("ice4j.harvest.mapping.aws.enabled", "false"); // asks the network, and waits for seconds
        System.setProperty("ice4j.harvest.udp.use-dynamic-ports", "false");
        System.setProperty("ice4j.use-component-socket", "false");
        System.setProperty("ice4j.software", "");
        System.setProperty("org.ice4j.REQUIRE_MESSAGE_INTEGRITY", "true");
        ConfigFactory.invalidateCaches(); // somebody may have read the system properties before
        MappingCandidateHarvesters.initialize();
    }

    private static void firstAgent() {
        List<InetSocketAddress> nowhere = List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9));
        try {
            new IceSession(nowhere, "warm", "warm-up-password-of-nobody", new Nobody()).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Nobody implements IceEvents {
        @Override
        public void send(IceSession session, byte[] stun, InetSocketAddress local, InetSocketAddress remote) {}

        @Override
        public void path(IceSession session, IcePath path, boolean nominated) {}

        @Override
        public void failed(IceSession session) {}
    }
}
