package io.plenum.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.server.config.BindAddress;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InterfacesTest {
    private static final InetAddress LOOPBACK_4 = InetAddress.ofLiteral("127.0.0.1");
    private static final InetAddress LOOPBACK_6 = InetAddress.ofLiteral("::1");
    private static final InetAddress OUTSIDE_4 = InetAddress.ofLiteral("192.0.2.7");
    private static final InetAddress OUTSIDE_6 = InetAddress.ofLiteral("2001:db8::7");
    private static final InetAddress LINK_LOCAL = InetAddress.ofLiteral("fe80::1");

    private final Interfaces interfaces = new Interfaces(
            List.of(LOOPBACK_6, InetAddress.ofLiteral("127.0.0.53"), LOOPBACK_4),
            List.of(LINK_LOCAL, OUTSIDE_4, OUTSIDE_6));

    @Test
    void loopbackIsTheTwoAddressesClientsTry() {
        assertEquals(List.of(LOOPBACK_4, LOOPBACK_6), interfaces.forMedia(List.of(new BindAddress.Loopback())));
        assertEquals(List.of(LOOPBACK_4, LOOPBACK_6), interfaces.forConnections(List.of(new BindAddress.Loopback())));
    }

    @Test
    void loopbackWithoutIpv6IsOneAddress() {
        Interfaces old = new Interfaces(List.of(LOOPBACK_4), List.of(OUTSIDE_4));
        assertEquals(List.of(LOOPBACK_4), old.forMedia(List.of(new BindAddress.Loopback())));
    }

    @Test
    void mediaListensOnEachAddressOfTheFamily() {
        assertEquals(List.of(OUTSIDE_4), interfaces.forMedia(literals("0.0.0.0")));
        assertEquals(List.of(OUTSIDE_4, OUTSIDE_6), interfaces.forMedia(literals("::")));
    }

    @Test
    void connectionsKeepTheUnspecifiedAddress() {
        assertEquals(List.of(InetAddress.ofLiteral("0.0.0.0")), interfaces.forConnections(literals("0.0.0.0")));
    }

    @Test
    void anAddressNamedTwiceIsOne() {
        assertEquals(List.of(OUTSIDE_4, OUTSIDE_6), interfaces.forMedia(literals("192.0.2.7", "::")));
    }

    @Test
    void thisMachineHasALoopback() throws SocketException {
        assertTrue(Interfaces.ofThisMachine()
                .forMedia(List.of(new BindAddress.Loopback()))
                .contains(LOOPBACK_4));
    }

    private static List<BindAddress> literals(String... addresses) {
        return List.of(addresses).stream()
                .<BindAddress>map(address -> new BindAddress.Literal(InetAddress.ofLiteral(address)))
                .toList();
    }
}
