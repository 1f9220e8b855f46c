package io.plenum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressTextTest {
    /// The rules of RFC 5952 §4: the longest run of zeros is left out, the first of two that are equal, and never a
    /// single one.
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:0:0:0:0:0:7, [2001:db8::7]",
        "0:0:0:0:0:0:0:1, [::1]",
        "0:0:0:0:0:0:0:0, [::]",
        "2001:db8:1:2:3:4:0:0, [2001:db8:1:2:3:4::]",
        "2001:0:0:1:0:0:0:2, [2001:0:0:1::2]",
        "2001:db8:0:0:1:0:0:1, [2001:db8::1:0:0:1]",
        "2001:db8:0:1:1:1:1:1, [2001:db8:0:1:1:1:1:1]",
        "2001:DB8:0:1:1:1:1:0, [2001:db8:0:1:1:1:1:0]"
    })
    void anAddressHasItsCanonicalForm(String written, String canonical) {
        assertEquals(canonical, AddressText.host(InetAddress.ofLiteral(written)));
    }

    @Test
    void oneShardIsOnePort() {
        assertEquals("127.0.0.1:10000, [::1]:10000", AddressText.ranges(of("127.0.0.1 10000", "::1 10000")));
    }

    @Test
    void severalShardsAreOneRangeForEachAddress() {
        assertEquals(
                "127.0.0.1:10000-10002, [2001:db8::7]:10000-10002",
                AddressText.ranges(of(
                        "127.0.0.1 10000",
                        "2001:db8::7 10000",
                        "127.0.0.1 10001",
                        "2001:db8::7 10001",
                        "127.0.0.1 10002",
                        "2001:db8::7 10002")));
    }

    @Test
    void portsThatLieApartAreNamedOneByOne() {
        assertEquals("127.0.0.1:40001/40003", AddressText.ranges(of("127.0.0.1 40003", "127.0.0.1 40001")));
    }

    private static List<InetSocketAddress> of(String... addresses) {
        return Arrays.stream(addresses)
                .map(text -> text.split(" "))
                .map(parts -> new InetSocketAddress(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1])))
                .toList();
    }
}
