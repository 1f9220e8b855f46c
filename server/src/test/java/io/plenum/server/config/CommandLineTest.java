package io.plenum.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.server.config.CommandLine.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    @Test
    void nothingTypedMeansRun() throws WrongSetting {
        assertEquals(new CommandLine(Request.RUN, Map.of()), CommandLine.parse(List.of()));
    }

    @Test
    void aValueFollowsAsAWordOrAfterAnEqualsSign() throws WrongSetting {
        CommandLine commandLine = CommandLine.parse(List.of("--http-port", "8081", "--public-address=192.0.2.1"));
        assertEquals(Map.of(Option.HTTP_PORT, "8081", Option.PUBLIC_ADDRESS, "192.0.2.1"), commandLine.options());
    }

    @Test
    void theLastOfTwoCounts() throws WrongSetting {
        CommandLine commandLine = CommandLine.parse(List.of("--udp-port=1", "--udp-port=2"));
        assertEquals(Map.of(Option.UDP_PORT, "2"), commandLine.options());
    }

    @Test
    void helpAndVersionWinOverTheRest() throws WrongSetting {
        assertEquals(
                Request.HELP,
                CommandLine.parse(List.of("--http-port", "1", "--help")).request());
        assertEquals(Request.VERSION, CommandLine.parse(List.of("--version")).request());
    }

    @Test
    void helpNamesEveryOption() {
        for (Option option : Option.values()) {
            assertTrue(CommandLine.help().contains("  " + option.flag() + " "), option.flag());
        }
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertEquals("there is no option --prot; --help lists them", refusal("--prot", "1"));
        assertEquals("there is no option run; --help lists them", refusal("run"));
    }

    @Test
    void aMissingValueIsNamed() {
        assertEquals("--http-port needs a value", refusal("--http-port"));
    }

    private static String refusal(String... arguments) {
        String message = assertThrows(WrongSetting.class, () -> CommandLine.parse(List.of(arguments)))
                .getMessage();
        return message == null ? "" : message;
    }
}
