package io.plenum.transport;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counters;
import io.plenum.transport.SettledIce.Pair;
import io.plenum.transport.demux.TransactionId;
import io.plenum.transport.udp.UdpIo;
import io.plenum.transport.udp.UdpPoller;
import io.plenum.transport.udp.UdpPollers;
import io.plenum.transport.udp.UdpPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Which path a link follows after the first was chosen.
class SettledIceTest {
    private static final InetSocketAddress HOME = new InetSocketAddress(World.LOOPBACK, 1_001);
    private static final InetSocketAddress STREET = new InetSocketAddress(World.LOOPBACK, 1_002);
    private static final TransactionId FIRST = new TransactionId(1, 1);
    private static final TransactionId SECOND = new TransactionId(2, 2);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final SettledIce ice = new SettledIce();
    private UdpPoller poller;
    private UdpPort port;

    @BeforeEach
    void aPort() throws IOException {
        poller = UdpPollers.choose(UdpIo.NIO).open(new Counters());
        port = poller.bind(new InetSocketAddress(World.LOOPBACK, 0));
    }

    @AfterEach
    void end() {
        poller.close();
    }

    private Pair proven(InetSocketAddress from, TransactionId id, boolean nominates) {
        Pair pair = ice.checked(port, from, nominates);
        pair.checking(id);
        return Objects.requireNonNull(ice.answered(id, from));
    }

    @Test
    void aNominatedPairIsUsedWhenOurCheckCameThrough() {
        Pair pair = ice.checked(port, STREET, true);
        assertFalse(ice.use(pair, 0), "whoever knows the password could name any address");
        pair.checking(FIRST);
        assertSame(pair, ice.answered(FIRST, STREET));
        assertTrue(ice.use(pair, 0));
    }

    @Test
    void aPairThatWorksIsUsedOnlyWhenItIsChosen() {
        Pair pair = proven(STREET, FIRST, false);
        assertFalse(ice.use(pair, 0));
        assertSame(pair, ice.checked(port, STREET, true));
        assertTrue(ice.use(pair, 0));
    }

    @Test
    void anAnswerFromElsewhereOrToAnOlderCheckProvesNothing() {
        Pair pair = ice.checked(port, STREET, true);
        pair.checking(FIRST);
        assertNull(ice.answered(FIRST, HOME));
        pair.checking(SECOND);
        assertNull(ice.answered(FIRST, STREET));
        assertTrue(pair.unproven());
    }

    @Test
    void twoPathsThatAreBothChosenDoNotTearTheLinkToAndFro() {
        Pair home = proven(HOME, FIRST, true);
        Pair street = proven(STREET, SECOND, true);
        assertTrue(ice.use(home, 0));
        assertTrue(ice.use(street, 1), "a path that is new is followed at once");
        assertFalse(ice.use(home, 2));
        assertTrue(ice.use(home, 1 + SECOND_NANOS));
    }

    @Test
    void theOldestPairsAreForgotten() {
        Pair first = ice.checked(port, HOME, false);
        for (int i = 0; i < 16; i++) {
            ice.checked(port, new InetSocketAddress(World.LOOPBACK, 2_000 + i), false);
        }
        assertNotSame(first, ice.checked(port, HOME, false));
    }
}
