package io.plenum.server.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.Main;
import io.plenum.loadtest.cli.Command;
import io.plenum.loadtest.cli.WrongUsage;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.server.PlenumServer;
import io.plenum.server.support.TestServers;
import io.plenum.sim.LinkProfile;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestTest {
    private static final String SECRET = "a secret of a good length, as it should be";

    /// A camera that every link is trusted with from the start: where the machine is late a server believes less of a
    /// link, and a picture that is paused for it does not arrive whole.
    private static final String CARRIED = "100";

    @TempDir
    Path folder;

    private final List<String> lines = new ArrayList<>();
    private PlenumServer server;

    @BeforeEach
    void start() {
        server = TestServers.start();
    }

    /// Another server than the usual one.
    private void restart(String setting) {
        server.close();
        server = TestServers.start(setting);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aWebinarArrivesWhole() throws Exception {
        assertTrue(run("webinar", "--viewers", "4", "--kbps", CARRIED), () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertTrue(total.getLong("packets") > 4 * 30, total::encode);
        assertArrivedWhole(total);
        assertTrue(total.getLong("needed") > 4 * 30, total::encode);
        assertTrue(result().getBoolean("met"));
        String page = Files.readString(folder.resolve("result.html"));
        assertEquals(9, page.split("<svg ", -1).length - 1, "plots");
        assertFalse(page.contains("http:") || page.contains("https:"), "something is to be loaded");
    }

    @Test
    void aMeetingOfLayeredCamerasIsDecodable() throws Exception {
        assertTrue(
                run("meeting", "--people", "3", "--camera", "vp9-svc", "--kbps", "300", "--check", "3"),
                () -> lines.toString());
        assertArrivedWhole(result().getJsonObject("total"));
        assertFalse(lines.toString().contains("violations"), () -> lines.toString());
    }

    @Test
    void aMeetingInH264IsDecodable() throws Exception {
        assertTrue(
                run("meeting", "--people", "2", "--camera", "h264", "--kbps", CARRIED, "--check", "2"),
                () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertTrue(total.getLong("packets") > 2 * 30, total::encode);
        assertArrivedWhole(total);
    }

    /// Speakers, pictures and qualities change all the time in few slots: what a viewer is not shown is no loss.
    @Test
    void whatIsLeftOutOnPurposeIsNoLoss() throws Exception {
        String[] changes = {"--turn", "0.4", "--audio-slots", "1", "--video-slots", "2", "--layout", "stage"};
        assertTrue(
                run(typed(changes, "meeting", "--people", "4", "--kbps", CARRIED, "--duration", "4")),
                () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertArrivedWhole(total);
        assertTrue(total.getLong("needed") > 4 * 30, total::encode);
    }

    @Test
    void aWebinarByWhipAndWhepIsDecodable() throws Exception {
        assertTrue(run(byWhip("webinar", "--viewers", "2", "--kbps", CARRIED, "--check", "2")), () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertTrue(total.getLong("packets") > 2 * 30, total::encode);
        assertArrivedWhole(total);
        assertFalse(lines.toString().contains("violations"), () -> lines.toString());
    }

    @Test
    void peopleComeAndGoBehindBadNetworks() throws Exception {
        assertTrue(
                run("churn", "--people", "2", "--churn", "2", "--stay", "1", "--kbps", "100", "--network", "lte=50"),
                () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertEquals(0, total.getLong("damaged") + total.getLong("strange"), total::encode);
        JsonObject straight = network(0, "straight");
        JsonObject lte = network(1, "lte");
        assertEquals(total.getLong("packets"), packets(straight) + packets(lte));
        assertTrue(lte.getInteger("people") >= 2, lte::encode);
        assertLateBy(AccessNetwork.LTE.down(), lte);
        assertEquals(0, lte.getJsonObject("emulator").getJsonObject("down").getLong("lost"), lte::encode);
    }

    /// One packet of a hundred, in bursts: of so many that none at all, or five times as many, cannot be chance.
    @Test
    void aNetworkLosesAboutWhatItSays() throws Exception {
        String[] busy = {"--turn", "0", "--kbps", CARRIED, "--duration", "3", "--network", "hotel-wifi"};
        assertTrue(run(typed(busy, "meeting", "--people", "6")), () -> lines.toString());
        JsonObject hotel = network(0, "hotel-wifi");
        assertEquals(result().getJsonObject("total").getLong("packets"), packets(hotel));
        assertLateBy(AccessNetwork.HOTEL_WIFI.down(), hotel);
        JsonObject down = hotel.getJsonObject("emulator").getJsonObject("down");
        assertTrue(down.getLong("packets") > 2_000, hotel::encode);
        double percent = down.getLong("lost") * 100.0 / down.getLong("packets");
        assertTrue(percent > 0 && percent < 5, hotel::encode);
    }

    private JsonObject network(int place, String name) throws IOException {
        JsonObject network = result().getJsonArray("networks").getJsonObject(place);
        assertEquals(name, network.getString("name"));
        return network;
    }

    private static long packets(JsonObject network) {
        return network.getJsonObject("total").getLong("packets");
    }

    private static void assertLateBy(LinkProfile profile, JsonObject network) {
        double p50 = network.getJsonObject("total").getJsonObject("latencyMs").getDouble("p50");
        assertTrue(p50 >= profile.delayNanos() / 1e6, network::encode);
    }

    @Test
    void recordingsArePlayedOverAndOver() throws Exception {
        assertTrue(
                run("webinar", "--viewers", "2", "--video", video().toString(), "--audio", audio().toString()),
                () -> lines.toString());
        JsonObject total = result().getJsonObject("total");
        assertArrivedWhole(total);
        assertEquals(0, total.getLong("lost"), total::encode);
        // Two viewers, 1.5 s, 50 packets of sound a second and 10 pictures of two packets: or most of them.
        assertTrue(total.getLong("packets") > 2 * 1.5 * (50 + 10 * 2) * 0.7, total::encode);
        JsonObject scenario = result().getJsonObject("scenario");
        assertEquals(address(), scenario.getJsonObject("target").getString("server"));
        assertTrue(scenario.getJsonObject("recordings").getString("video").endsWith("video.ivf"), scenario::encode);
    }

    /// IVF: a key frame of VP8 and a picture that refers to it, each of two packets.
    private Path video() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(32 + 2 * (12 + 1_500)).order(ByteOrder.LITTLE_ENDIAN);
        file.put("DKIF\0\0\40\0VP80".getBytes(StandardCharsets.ISO_8859_1)).putShort((short) 320);
        file.putShort((short) 180).putInt(10).putInt(1).putInt(2).putInt(0);
        byte[] keyFrame = Arrays.copyOf(new byte[] {0x10, 0, 0, (byte) 0x9D, 0x01, 0x2A, 64, 1, (byte) 180, 0}, 1_500);
        file.putInt(keyFrame.length).putLong(0).put(keyFrame);
        file.putInt(keyFrame.length).putLong(1).put(Arrays.copyOf(new byte[] {0x11}, keyFrame.length));
        return Files.write(folder.resolve("video.ivf"), file.array());
    }

    /// Ogg: two packets about the stream, and one of 20 ms of sound.
    private Path audio() throws IOException {
        ByteBuffer file = ByteBuffer.allocate(3 * (28 + 8)).order(ByteOrder.LITTLE_ENDIAN);
        for (String packet : List.of("OpusHead", "OpusTags", "\u00f8 sound!")) {
            file.put("OggS".getBytes(StandardCharsets.ISO_8859_1))
                    .put(new byte[22])
                    .put((byte) 1);
            file.put((byte) 8).put(packet.getBytes(StandardCharsets.ISO_8859_1));
        }
        return Files.write(folder.resolve("audio.ogg"), file.array());
    }

    @Test
    void aFileThatCannotBePlayedIsOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "What is this?");
        WrongUsage wrong = assertThrows(WrongUsage.class, () -> run("webinar", "--video", text.toString()));
        assertTrue(String.valueOf(wrong.getMessage()).endsWith("it is no IVF file"));
    }

    @Test
    void aBarThatIsMissedIsNoSuccess() throws Exception {
        assertFalse(run("webinar", "--viewers", "1", "--kbps", "100", "--max-p50-ms", "0.001"));
        assertTrue(lines.toString().contains("MISSED"), () -> lines.toString());
    }

    /// What ends without a server is the load test's own `MainTest`.
    @Test
    void theExitStatusSaysHowItWent() {
        assertEquals(0, status("webinar", "--viewers", "1", "--kbps", "100", "--max-join-server-ms", "60000"));
        assertEquals(1, status("webinar", "--viewers", "1", "--kbps", "100", "--max-p50-ms", "0.001"));
        assertEquals(1, status("webinar", "--viewers", "1", "--kbps", "100", "--max-guest-server-ms", "60000"));
        assertTrue(
                lines.toString().contains("joins p95, ms: unknown (nobody who came while it was measured got in"),
                lines::toString);
    }

    private int status(String... typed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        int status = Main.run(typed(typed), print, print);
        out.toString(StandardCharsets.UTF_8).lines().forEach(lines::add);
        return status;
    }

    @Test
    void whereNobodyCanJoinItIsSaidAtOnce() {
        server.close();
        assertFailure("nobody can join: Connection refused", "webinar");
    }

    @Test
    void aTestEndsWhenTheServerIsGone() {
        IOException failure = assertThrows(
                IOException.class,
                () -> Command.run(typed("webinar", "--viewers", "2", "--duration", "60"), line -> {
                    if (line.equals("-- measuring")) {
                        server.close();
                    }
                }));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.startsWith("nobody is there (any more): "), message);
        // Of all three, by the socket or by the media, whichever each of them hears first.
        Pattern reason = Pattern.compile("\\S+(?: and (\\d) more)?: (the server hung up|CLOSED: closed by the server)");
        int gone = 0;
        for (String one : message.substring(message.indexOf("): ") + 3).split("; ", -1)) {
            Matcher told = reason.matcher(one);
            assertTrue(told.matches(), message);
            gone += told.group(1) == null ? 1 : 1 + Integer.parseInt(told.group(1));
        }
        assertEquals(3, gone, message);
    }

    @Test
    void whoFindsNoPlaceIsCounted() throws Exception {
        restart("rooms.max-participants = 3");
        assertEquals(1, status("webinar", "--viewers", "4", "--kbps", CARRIED));
        assertEquals(2, result().getJsonObject("join").getInteger("failed"));
        assertTrue(lines.toString().contains("and 1 more: room-full: "), () -> lines.toString());
    }

    @Test
    void aRampSaysThatAFullRoomEndedIt() throws Exception {
        restart("rooms.max-participants = 4");
        String[] anything = {"--max-p99-ms", "60000", "--max-loss", "100", "--max-starved", "100", "--hold", "0.4"};
        assertTrue(run(typed(anything, "ramp", "--step", "1", "--kbps", "100")), () -> lines.toString());
        String end = result().getString("rampEnd");
        assertTrue(end.startsWith("some did not get in or stay: viewer-4: room-full: "), end);
        assertTrue(lines.toString().contains("holds            4 participants"), () -> lines.toString());
    }

    @Test
    void aRampOfMeetingsFindsRoomInNewOnes() throws Exception {
        restart("rooms.max-participants = 3");
        String[] bars = {"--max-p99-ms", "0.001", "--hold", "0.4", "--min-held", "0"};
        assertTrue(
                run(typed(bars, "ramp", "--meetings", "--people", "3", "--step", "4", "--kbps", "100")),
                () -> lines.toString());
        JsonObject step = result().getJsonArray("steps").getJsonObject(0);
        assertEquals(3 + 6, step.getInteger("participants"));
        assertEquals(0, step.getJsonArray("failures").size());
        assertTrue(result().getString("rampEnd").startsWith("latency p99, ms: "), () -> lines.toString());
    }

    @Test
    void aTokenLetsIn() throws Exception {
        restart("auth.secret = \"%s\"".formatted(SECRET));
        assertFailure("nobody can join: unauthorized: a token is needed", "webinar");
        assertFailure("nobody can join: unauthorized: the token is not valid", "webinar", "--token", "none");
        assertTrue(run("webinar", "--viewers", "1", "--kbps", "100", "--token", token()), () -> lines.toString());
    }

    /// For any room, for long.
    private static String token() throws GeneralSecurityException {
        String claims = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.US_ASCII)) + "."
                + base64("{\"room\":\"*\",\"exp\":9999999999}".getBytes(StandardCharsets.US_ASCII));
        Mac signature = Mac.getInstance("HmacSHA256");
        signature.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return claims + "." + base64(signature.doFinal(claims.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aTokenLetsInByWhip() throws Exception {
        restart("auth.secret = \"%s\"".formatted(SECRET));
        assertFailure(
                "nobody can join: 401: {\"code\":\"unauthorized\",\"message\":\"a token is needed\"}",
                byWhip("webinar"));
        assertFailure("nobody can join: 401: ", byWhip("webinar", "--token", "none"));
        assertTrue(
                run(byWhip("webinar", "--viewers", "1", "--kbps", "100", "--token", token())), () -> lines.toString());
    }

    private String[] byWhip(String... typed) {
        String[] venue = {"--whip", address() + "/whip/{room}", "--whep", address() + "/whep/{room}"};
        return Stream.of(typed, venue).flatMap(Stream::of).toArray(String[]::new);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private void assertFailure(String message, String... typed) {
        IOException failure = assertThrows(IOException.class, () -> run(typed));
        assertTrue(String.valueOf(failure.getMessage()).startsWith(message), () -> String.valueOf(failure));
    }

    private boolean run(String... typed) throws Exception {
        return run(typed(typed));
    }

    private boolean run(List<String> typed) throws Exception {
        return Command.run(typed, lines::add);
    }

    private List<String> typed(String[] more, String... typed) {
        return Stream.concat(typed(typed).stream(), Stream.of(more)).toList();
    }

    private String address() {
        return "http://127.0.0.1:" + TestServers.port(server);
    }

    /// What comes last is stronger.
    private List<String> typed(String... typed) {
        String[] rest = {
            "--server",
            address(),
            "--warm-up",
            "0.2",
            "--duration",
            "1.5",
            "--json",
            folder.resolve("result.json").toString(),
            "--html",
            folder.resolve("result.html").toString()
        };
        return Stream.of(Arrays.copyOf(typed, 1), rest, Arrays.copyOfRange(typed, 1, typed.length))
                .flatMap(Stream::of)
                .toList();
    }

    private JsonObject result() throws IOException {
        return new JsonObject(Files.readString(folder.resolve("result.json")));
    }

    /// Everything that was meant for a viewer came, once, and as it was sent.
    private static void assertArrivedWhole(JsonObject total) {
        for (String count : List.of("duplicates", "damaged", "strange", "late", "missing", "unsent", "unreceived")) {
            assertEquals(0, total.getLong(count), total::encode);
        }
        assertEquals(0, total.getDouble("lossPercent"), total::encode);
    }
}
