package io.plenum.signaling.http;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody alone fills the house.
class NeighboursTest {
    private final Neighbours neighbours = new Neighbours(2, List.of(InetAddress.ofLiteral("203.0.113.80")));

    private boolean enter(String address) {
        return neighbours.enter(InetAddress.ofLiteral(address));
    }

    private void leave(String address) {
        neighbours.leave(InetAddress.ofLiteral(address));
    }

    @Test
    void oneAddressHoldsSoManyAndOthersGetInAllTheSame() {
        assertTrue(enter("203.0.113.1"));
        assertTrue(enter("203.0.113.1"));
        assertFalse(enter("203.0.113.1"));
        assertFalse(enter("203.0.113.1"), "a refused one is not counted");
        assertTrue(enter("203.0.113.2"));
        leave("203.0.113.1");
        assertTrue(enter("203.0.113.1"));
        assertFalse(enter("203.0.113.1"));
        leave("203.0.113.1");
        leave("203.0.113.1");
        assertTrue(enter("203.0.113.1"));
        assertTrue(enter("203.0.113.1"));
        assertFalse(enter("203.0.113.1"));
    }

    @Test
    void aNetworkOfIpv6IsOneAddress() {
        assertTrue(enter("2001:db8:1:1::1"));
        assertTrue(enter("2001:db8:1:1:ffff::2"));
        assertFalse(enter("2001:db8:1:1:aaaa::3"));
        assertTrue(enter("2001:db8:1:2::1"));
    }

    @Test
    void ipv4WithinIpv6IsTheSameAddress() {
        assertTrue(enter("203.0.113.1"));
        assertTrue(enter("::ffff:203.0.113.1"));
        assertFalse(enter("203.0.113.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.0.0.53", "::1", "203.0.113.80", "::ffff:203.0.113.80"})
    void aProxyHoldsThoseOfEverybody(String proxy) {
        for (int i = 0; i < 100; i++) {
            assertTrue(enter(proxy));
        }
        leave(proxy);
        assertTrue(enter(proxy));
    }
}
