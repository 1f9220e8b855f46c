package io.plenum.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateLineTest {
    private static final String LINE = "1 1 UDP 2130706431 192.0.2.1 10000 typ host";

    @Test
    void anAddressIsReadAndReplaced() {
        InetSocketAddress address = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 10_000);
        assertEquals(Optional.of(address), CandidateLine.address(LINE));
        InetSocketAddress other = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::7"), 9);
        assertEquals(Optional.of(other), CandidateLine.address(CandidateLine.at(other, LINE)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1 1 udp 1 192.0.2.1",
                "1 1 tcp 1 192.0.2.1 9 typ host tcptype passive",
                "1 1 udp 1 4b3e.local 10000 typ host",
                "1 1 udp 1 192.0.2.1 0 typ host",
                "1 1 udp 1 192.0.2.1 65536 typ host",
                "1 1 udp 1 192.0.2.1 many typ host"
            })
    void whatCannotBeSentToIsLeftOut(String line) {
        assertEquals(Optional.empty(), CandidateLine.address(line));
    }
}
