package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindAddressesTest {
    @Test
    void aWildcardStandsForTheMachinesAddresses() throws IOException {
        List<InetSocketAddress> expanded = BindAddresses.expand(List.of(new InetSocketAddress(10_000)));
        assertFalse(expanded.isEmpty());
        for (InetSocketAddress address : expanded) {
            assertFalse(address.getAddress().isAnyLocalAddress(), address.toString());
            assertEquals(10_000, address.getPort());
        }
        InetSocketAddress one = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 5);
        assertEquals(List.of(one), BindAddresses.expand(List.of(one, one)));
    }
}
