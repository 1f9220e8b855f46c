package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTableTest {
    private final MemorySegment memory = Arena.ofAuto().allocate(Sockaddr.SPACE, Long.BYTES);
    private final SourceTable table = new SourceTable();

    private InetSocketAddress seen(InetSocketAddress address) {
        Sockaddr.of(address).write(memory, 0);
        return table.at(memory, 0);
    }

    private static InetSocketAddress address(String ip, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(ip), port);
    }

    @Test
    void anAddressComesBackAsItWasWritten() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        List<InetSocketAddress> addresses = List.of(
                address("127.0.0.1", 1),
                address("255.254.253.252", 65_535),
                address("127.0.0.1", 2),
                address("2001:db8::1", 1),
                address("2001:db8:0:1::", 1),
                address("::", 0x1234),
                new InetSocketAddress(Inet6Address.getByAddress("", linkLocal, 3), 9));
        for (InetSocketAddress address : addresses) {
            assertEquals(address, seen(address));
        }
        for (InetSocketAddress address : addresses) {
            assertSame(seen(address), seen(address));
        }
        assertEquals(addresses.size(), table.size());
    }

    @Test
    void theFlowLabelIsNoPartOfAnAddress() {
        InetSocketAddress address = address("2001:db8::1", 7);
        InetSocketAddress known = seen(address);
        memory.set(ValueLayout.JAVA_INT, Integer.BYTES, 0x000A_BCDE);
        assertSame(known, table.at(memory, 0));
    }

    /// Java takes addresses of two interfaces for equal; only the number of the interface finds the way back.
    @Test
    void theSameAddressOnAnotherInterfaceIsAnother() throws UnknownHostException {
        byte[] linkLocal = InetAddress.ofLiteral("fe80::1").getAddress();
        for (int scope = 3; scope <= 4; scope++) {
            InetSocketAddress address = new InetSocketAddress(Inet6Address.getByAddress("", linkLocal, scope), 9);
            assertEquals(scope, ((Inet6Address) seen(address).getAddress()).getScopeId());
        }
        assertEquals(2, table.size());
    }

    @Test
    void aFloodOfAddressesFillsNothing() {
        for (int i = 0; i < 3 * SourceTable.LIMIT; i++) {
            InetSocketAddress address = address("198.51." + (i >> 8) + "." + (i & 0xFF), 5_000);
            assertEquals(address, seen(address));
            assertTrue(table.size() <= SourceTable.LIMIT);
        }
    }
}
