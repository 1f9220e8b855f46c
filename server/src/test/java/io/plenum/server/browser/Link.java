package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.loadtest.link.LinkEmulator;
import io.plenum.sim.LinkProfile;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/// The only way from some browsers to the server: a slow line, as wide as the test wants it.
final class Link implements AutoCloseable {
    private static final Duration DELAY = Duration.ofMillis(50);
    private static final Duration BUFFER = Duration.ofMillis(300);

    /// Nothing of the browsers' own has to wait.
    private static final long UP = 10_000_000;

    /// Nothing on this line is left to chance, so any will do.
    private static final long SEED = 1;

    private final LinkEmulator emulator;

    /// @param server that has one port
    Link(ServerProcess server, long bitsPerSecond) {
        try {
            emulator = LinkEmulator.start(
                    new InetSocketAddress(ServerProcess.ADDRESS, 0),
                    new InetSocketAddress(ServerProcess.ADDRESS, server.udpPort()),
                    profile(UP),
                    profile(bitsPerSecond),
                    SEED);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static LinkProfile profile(long bitsPerSecond) {
        return LinkProfile.GOOD.withRate(bitsPerSecond, BUFFER.toNanos()).withDelay(DELAY.toNanos(), 0);
    }

    /// Towards the browsers, from now on.
    void rate(long bitsPerSecond) {
        emulator.profile(profile(UP), profile(bitsPerSecond));
    }

    /// Puts a browser's page behind this line. To be called before it connects.
    void carry(Browser browser) {
        browser.inject("link.js");
        InetSocketAddress address = emulator.address();
        browser.evaluate("void link.through('" + address.getHostString() + "', " + address.getPort() + ")");
    }

    /// What ICE has found is this line, and no way around it.
    void assertOnlyWayOf(Browser browser) {
        JsonArray ports = browser.evaluate("link.ends()").getJsonArray("ports");
        assertEquals(JsonArray.of(emulator.address().getPort()), ports);
    }

    long queueMillis() {
        return Duration.ofNanos(emulator.sample().down().queueNanos()).toMillis();
    }

    /// What became of packets towards the viewer since it was looked at last, in words.
    String lately() {
        return "towards the viewer: " + emulator.sample().down();
    }

    @Override
    public void close() {
        emulator.close();
    }
}
