package io.plenum.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.server.config.CommandLine.Request;
import io.plenum.transport.srtp.MediaCrypto;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigurationTest {
    private static final Machine MACHINE = new Machine(6, 1_000_000_000);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void withoutAnythingItIsOpenAndListensOnThisMachineOnly() throws WrongSetting {
        ServerConfig config = load(Map.of(), Map.of());
        assertEquals(List.of(new BindAddress.Loopback()), config.http().bind());
        assertEquals(List.of(new BindAddress.ThisMachine()), config.media().bind());
        assertEquals(8080, config.http().port());
        assertEquals(10_000, config.media().udpPort());
        assertTrue(config.auth().open());
        assertEquals(new ServerConfig.Rooms(100, 1_000, Duration.ofSeconds(15), Duration.ZERO), config.rooms());
        assertEquals(new ServerConfig.Spread(50, 70), config.spread());
        assertEquals(List.of(), config.http().trustedProxies());
        assertEquals(Level.INFO, config.log().level());
        assertEquals(MediaCrypto.AUTO, config.media().crypto());
        assertTrue(config.media().mediaFirst());
    }

    @Test
    void theKernelMayTreatAllThreadsAlike() throws Exception {
        String file = file("media.scheduling = equal");
        assertFalse(load(Map.of(Option.CONFIG, file), Map.of()).media().mediaFirst());
    }

    @Test
    void whoEncryptsCanBeForced() throws Exception {
        String file = file("media.crypto = java");
        assertEquals(
                MediaCrypto.JAVA,
                load(Map.of(Option.CONFIG, file), Map.of()).media().crypto());
    }

    @Test
    void optionBeatsEnvironmentBeatsFileBeatsDefault() throws Exception {
        String file = file("http.port = 1\nmedia.udp-port = 1\nrooms.max-rooms = 1");
        Map<String, String> environment = Map.of("PLENUM_HTTP_PORT", "2", "PLENUM_UDP_PORT", "2");
        ServerConfig config = load(Map.of(Option.CONFIG, file, Option.HTTP_PORT, "3"), environment);
        assertEquals(3, config.http().port());
        assertEquals(2, config.media().udpPort());
        assertEquals(1, config.rooms().maxRooms());
    }

    @Test
    void theMachineSaysHowManyShardsUnlessANumberIsGiven() throws Exception {
        assertEquals(6, load(Map.of(), Map.of()).media().shards());
        String file = file("media.shards = 3");
        assertEquals(3, load(Map.of(Option.CONFIG, file), Map.of()).media().shards());
    }

    @Test
    void theMachineSaysHowManyPacketsUnlessANumberIsGiven() throws Exception {
        assertEquals(
                MACHINE.packetsPerShard(6), load(Map.of(), Map.of()).media().packetsPerShard());
        String shards = file("media.shards = 2");
        assertEquals(
                MACHINE.packetsPerShard(2),
                load(Map.of(Option.CONFIG, shards), Map.of()).media().packetsPerShard());
        String packets = file("media.packets-per-shard = 200001");
        assertEquals(
                200_001, load(Map.of(Option.CONFIG, packets), Map.of()).media().packetsPerShard());
    }

    @Test
    void theNumberOfShardsNeedsNoFile() throws WrongSetting {
        assertEquals(3, load(Map.of(Option.SHARDS, "3"), Map.of()).media().shards());
        assertEquals(2, load(Map.of(), Map.of("PLENUM_SHARDS", "2")).media().shards());
        assertEquals(
                6,
                load(Map.of(Option.SHARDS, "auto"), Map.of("PLENUM_SHARDS", "2"))
                        .media()
                        .shards());
        assertEquals(
                "media.shards = many (--shards): must be auto, or a whole number from 1 to 256",
                refusal(Map.of(Option.SHARDS, "many")));
    }

    @Test
    void eachShardHasAPort() throws Exception {
        String enough = file("media.shards = 3\nmedia.udp-port = 65533");
        assertEquals(
                65_533, load(Map.of(Option.CONFIG, enough), Map.of()).media().udpPort());
        String file = file("media.shards = 3\nmedia.udp-port = 65534");
        assertEquals(
                "media.udp-port = 65534 (" + file
                        + ": 2): must be so low that each of the 3 shards (media.shards) has a port",
                refusal(Map.of(Option.CONFIG, file)));
    }

    @Test
    void proxiesAreAddresses() throws Exception {
        ServerConfig config = load(
                Map.of(Option.CONFIG, file("http.trusted-proxies = [\"203.0.113.80\", \"2001:db8::80\"]")), Map.of());
        assertEquals(
                List.of(InetAddress.ofLiteral("203.0.113.80"), InetAddress.ofLiteral("2001:db8::80")),
                config.http().trustedProxies());
    }

    @Test
    void theFileMayBeNamedByTheEnvironment() throws Exception {
        assertEquals(
                7,
                load(Map.of(), Map.of("PLENUM_CONFIG", file("http.port = 7")))
                        .http()
                        .port());
    }

    @Test
    void bindSetsBothAndTakesSeveral() throws WrongSetting {
        ServerConfig config = load(Map.of(Option.BIND, "192.0.2.1,loopback,2001:db8::1"), Map.of());
        List<BindAddress> bind = List.of(
                new BindAddress.Literal(InetAddress.ofLiteral("192.0.2.1")),
                new BindAddress.Loopback(),
                new BindAddress.Literal(InetAddress.ofLiteral("2001:db8::1")));
        assertEquals(bind, config.http().bind());
        assertEquals(bind, config.media().bind());
    }

    @Test
    void aPublicAddressGoesWithABindAddressThatIsReachable() throws WrongSetting {
        ServerConfig config = load(Map.of(Option.PUBLIC_ADDRESS, "203.0.113.5", Option.BIND, "0.0.0.0"), Map.of());
        assertEquals(
                Optional.of(InetAddress.ofLiteral("203.0.113.5")),
                config.media().publicAddress());
        assertTrue(
                refusal(Map.of(Option.PUBLIC_ADDRESS, "203.0.113.5")).contains("media.bind is for this machine only"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            http.port = 65536               | http.port = 65536 (%s: 1): must be a whole number from 0 to 65535
            http.port = many                | http.port = many (%s: 1): must be a whole number from 0 to 65535
            http.port = [1]                 | http.port = [1] (%s: 1): must be a whole number from 0 to 65535
            http.port = null                | http.port = null (not set): must be a whole number from 0 to 65535
            media.shards = 0                | media.shards = 0 (%s: 1): must be auto, or a whole number from 1 to 256
            media.shards = all              | media.shards = all (%s: 1): must be auto, or a whole number from 1 to 256
            media.packets-per-shard = 39999 | media.packets-per-shard = 39999 (%s: 1): must be auto, or a whole number from 40000 to 10000000
            media.udp-port = -1             | media.udp-port = -1 (%s: 1): must be a whole number from 0 to 65535
            rooms.resume-window = 11m       | rooms.resume-window = 11m (%s: 1): must be a time from 0s to 600s, such as "15s"
            rooms.resume-window = soon      | rooms.resume-window = soon (%s: 1): must be a time from 0s to 600s, such as "15s"
            rooms.drain-time = 25h          | rooms.drain-time = 25h (%s: 1): must be a time from 0s to 86400s, such as "15s"
            http.max-connections-per-address = 9 | http.max-connections-per-address = 9 (%s: 1): must be a whole number from 10 to 1000000
            http.trusted-proxies = [proxy]  | http.trusted-proxies = proxy (%s: 1): must be a list of IP addresses
            media.udp = fast                | media.udp = fast (%s: 1): must be one of auto, native, nio
            log.level = loud                | log.level = loud (%s: 1): must be one of warning, info, debug
            media.public-address = example  | media.public-address = example (%s: 1): must be an IP address, or empty
            http.bind = [example.org]       | http.bind = example.org (%s: 1): must be a list of IP addresses of this machine, 0.0.0.0, :: or loopback
            http.bind = [this-machine]      | http.bind = this-machine (%s: 1): must be a list of IP addresses of this machine, 0.0.0.0, :: or loopback
            media.bind = [a]                | media.bind = a (%s: 1): must be a list of IP addresses of this machine, 0.0.0.0, :: or loopback or this-machine
            media.bind = [this-machine, "::"] | media.bind = [this-machine, …] (%s: 1): must be a list in which this-machine stands alone
            http.bind = []                  | http.bind = [] (%s: 1): must be a list of IP addresses of this machine, 0.0.0.0, :: or loopback
            http.allowed-origins = ["a.b/"] | http.allowed-origins = a.b/ (%s: 1): must be a list of origins such as "https://meet.example", or ["*"]
            auth.secret = short             | auth.secret = (a secret of 5 characters) (%s: 1): must be at least 32 characters, or empty
            """)
    void aWrongValueIsNamedWithWhatIsAllowed(String line, String message) throws Exception {
        String file = file(line);
        assertEquals(message.replace("%s", file), refusal(Map.of(Option.CONFIG, file)));
    }

    @Test
    void aWrongOptionIsNamedAsItWasTyped() {
        assertEquals(
                "http.port = x (--http-port): must be a whole number from 0 to 65535",
                refusal(Map.of(Option.HTTP_PORT, "x")));
    }

    @Test
    void anUnknownKeyIsNamedWithItsPlace() throws Exception {
        String file = file("http.port = 1\nhttp.prot = 1");
        String message = refusal(Map.of(Option.CONFIG, file));
        assertTrue(message.startsWith("http.prot (" + file + ": 2) is not a setting; there are: auth.secret"), message);
        assertTrue(message.contains("http.port"), message);
    }

    @Test
    void anObjectInPlaceOfAValueIsUnknownToo() throws Exception {
        String message = refusal(Map.of(Option.CONFIG, file("http.port { a = 1 }")));
        assertTrue(message.startsWith("http.port.a ("), message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertEquals(
                "the configuration file nowhere.conf cannot be read", refusal(Map.of(Option.CONFIG, "nowhere.conf")));
    }

    @Test
    void aFileThatIsNoHoconSaysWhere() throws Exception {
        String message = refusal(Map.of(Option.CONFIG, file("http {\n")));
        assertTrue(message.startsWith("the configuration file cannot be understood: "), message);
    }

    @Test
    void anUnresolvedSubstitutionIsNamed() throws Exception {
        String message = refusal(Map.of(Option.CONFIG, file("auth.secret = ${PLENUM_NO_SUCH_VARIABLE}")));
        assertTrue(message.contains("PLENUM_NO_SUCH_VARIABLE"), message);
    }

    @Test
    void theSecretIsNeverPrinted() throws Exception {
        String secret = "0123456789abcdef0123456789abcdef";
        ServerConfig config = load(Map.of(Option.CONFIG, file("auth.secret = " + secret)), Map.of());
        assertEquals(Optional.of(secret), config.auth().secret());
        assertFalse(config.toString().contains(secret), config.toString());
    }

    private String file(String text) throws IOException {
        return Files.writeString(folder.resolve("plenum.conf"), text).toString();
    }

    private static String refusal(Map<Option, String> options) {
        String message =
                assertThrows(WrongSetting.class, () -> load(options, Map.of())).getMessage();
        return message == null ? "" : message;
    }

    private static ServerConfig load(Map<Option, String> options, Map<String, String> environment) throws WrongSetting {
        return Configuration.load(new CommandLine(Request.RUN, options), environment, MACHINE);
    }
}
