package io.plenum.server.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.server.config.BindAddress;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalAddressesTest {
    private static final BindAddress LOOPBACK = new BindAddress.Loopback();
    private static final InetAddress ADDRESS = InetAddress.ofLiteral("192.0.2.7");

    @Test
    void loopbackIsNothingButLoopback() throws SocketException {
        List<InetAddress> addresses = LocalAddresses.of(List.of(LOOPBACK));
        assertEquals(InetAddress.ofLiteral("127.0.0.1"), addresses.getFirst());
        assertTrue(addresses.stream().allMatch(InetAddress::isLoopbackAddress), addresses.toString());
    }

    @Test
    void otherAddressesStayWhatTheyAre() throws SocketException {
        InetAddress any = InetAddress.ofLiteral("::");
        assertEquals(
                List.of(ADDRESS, any),
                LocalAddresses.of(List.of(new BindAddress.Literal(ADDRESS), new BindAddress.Literal(any))));
    }

    @Test
    void anAddressNamedTwiceIsOne() throws SocketException {
        List<InetAddress> loopback = LocalAddresses.of(List.of(LOOPBACK));
        assertEquals(loopback, LocalAddresses.of(List.of(LOOPBACK, new BindAddress.Literal(loopback.getFirst()))));
    }
}
