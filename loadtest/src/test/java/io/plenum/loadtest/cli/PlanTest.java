package io.plenum.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.scenario.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanTest {
    private static Scenario plan(String... typed) throws WrongUsage {
        return Plan.scenario(Request.parse(List.of(typed)));
    }

    @Test
    void aKindIsEnough() throws WrongUsage {
        Scenario meeting = plan("meeting");
        assertEquals(8, meeting.population());
        assertEquals(7, meeting.videoSlots());
        assertEquals(3, meeting.camera().encodings());
    }

    @Test
    void optionsChangeIt() throws WrongUsage {
        Scenario webinar = plan("webinar", "--viewers=200", "--duration", "1.5", "--camera", "vp9-svc", "--kbps=900");
        assertEquals(201, webinar.population());
        assertEquals(1, webinar.videoSlots());
        assertEquals(Duration.ofMillis(1_500), webinar.duration());
        assertEquals(3, webinar.camera().spatialLayers());
        assertEquals(900_000, webinar.camera().bitsPerSecond());
    }

    @Test
    void theCommandLineIsStrongerThanTheFile(@TempDir Path folder) throws WrongUsage, IOException {
        Path file = folder.resolve("office.conf");
        Files.writeString(file, "# our office\npeople = 5\nrooms = 3 # of them\n");
        Scenario rooms = plan("rooms", "--rooms", "7", "--file", file.toString());
        assertEquals(7, rooms.rooms());
        assertEquals(5, rooms.people());
    }

    @Test
    void networksGetTheirShares() throws WrongUsage {
        Scenario webinar = plan("webinar", "--network", "lte=20,train=10");
        List<AccessNetwork> behind = IntStream.range(0, 100)
                .mapToObj(number -> webinar.viewer(number, "room").network())
                .flatMap(network -> network.stream())
                .toList();
        assertEquals(20, behind.stream().filter(AccessNetwork.LTE::equals).count());
        assertEquals(10, behind.stream().filter(AccessNetwork.TRAIN::equals).count());
        assertEquals(30, behind.size());
        assertEquals(List.of("straight", "lte", "train"), webinar.networkNames());
    }

    @Test
    void whereAllSitBehindNetworksNobodysWayIsStraight() throws WrongUsage {
        assertEquals(
                List.of("lte", "train"),
                plan("webinar", "--network", "lte=60,train=40").networkNames());
        assertEquals(List.of(), plan("webinar", "--network", "lte=0").networkNames());
        assertEquals(List.of(), plan("webinar").networkNames());
    }

    @Test
    void aRampMayGrowByMeetings() throws WrongUsage {
        Scenario ramp = plan("ramp", "--meetings", "--people", "4", "--step", "10");
        assertEquals(4, ramp.population());
        assertEquals(3, ramp.videoSlots());
        assertTrue(ramp.ramp().orElseThrow().meetings());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "party",
                "--people 3",
                "meeting --people 0",
                "meeting --people 2.5",
                "meeting --people many",
                "meeting --people NaN",
                "meeting --people",
                "meeting people",
                "meeting --colour red",
                "meeting --camera mpeg2",
                "meeting --layout round",
                "meeting --network adsl=20",
                "meeting --network lte=80,train=30",
                "rooms --rooms 20000 --people 4",
                "ramp --meetings --viewers 3",
                "ramp --meetings --janus ws://127.0.0.1:8188",
                "meeting --file /does/not/exist",
                "meeting --video /does/not/exist",
                "meeting --audio /does/not/exist"
            })
    void whatCannotBeUsedIsSaid(String typed) {
        WrongUsage wrong = assertThrows(WrongUsage.class, () -> plan(typed.split(" ", -1)));
        assertTrue(String.valueOf(wrong.getMessage()).length() > 10, typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server 127.0.0.1:8080",
                "--server http://127.0.0.1:99999",
                "--server ws://127.0.0.1:8080",
                "--server=",
                "--janus http://127.0.0.1:8188",
                "--whip http://127.0.0.1/whip",
                "--whep http://127.0.0.1/whep",
                "--server-pid 2000000000",
                "--server-pid me"
            })
    void whatCannotBeTestedIsSaid(String typed) throws WrongUsage {
        Arguments<Option> arguments = Arguments.parse(Option.class, List.of(typed.split(" ", -1)));
        assertThrows(WrongUsage.class, () -> Target.of(arguments));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '{server=http://127.0.0.1:8080}'",
        "--server=https://ann:secret@sfu.example.org:8443/?key=secret, '{server=https://sfu.example.org:8443/}'",
        "--janus=ws://127.0.0.1:8188, '{janus=ws://127.0.0.1:8188}'"
    })
    void reportsNameWhatWasTestedAndNoSecret(String typed, String told) throws WrongUsage {
        List<String> words = typed.isEmpty() ? List.of() : List.of(typed);
        assertEquals(
                told, Target.addresses(Arguments.parse(Option.class, words)).toString());
    }

    @Test
    void ofWhipBothAddressesAreNamed() throws WrongUsage {
        List<String> typed = List.of("--whip=http://sfu/whip/{room}", "--whep=http://sfu/whep/{room}#x");
        assertEquals(
                Map.of("whip", "http://sfu/whip/{room}", "whep", "http://sfu/whep/{room}"),
                Target.addresses(Arguments.parse(Option.class, typed)));
    }

    @Test
    void helpNamesEveryKindAndOption() {
        String help = Command.help();
        for (Kind kind : Kind.values()) {
            assertTrue(help.contains(kind.key()), kind.key());
        }
        for (Option option : Option.values()) {
            assertTrue(help.contains(option.flag() + " "), option.flag());
        }
    }
}
