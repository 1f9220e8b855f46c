package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.LayerReason;
import io.plenum.core.LayerStatus;
import io.plenum.core.LinkLimit;
import io.plenum.core.LinkStatus;
import io.plenum.core.Quality;
import io.plenum.core.SlotStatus;
import io.plenum.signaling.protocol.QualityJson;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// Why a picture is not better, in the page's words: each word of the server's has a sentence, and a picture that
/// has only just begun is left alone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhyIT {
    /// Of a sentence that is read at a glance.
    private static final int MOST_LETTERS = 125;

    private ServerProcess server;
    private Browser browser;

    @BeforeAll
    void openPage() {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        server = new ServerProcess();
        browser = new ChromiumBrowser();
        browser.open(server.page("/?room=why"));
        browser.inject("clock.js");
        browser.inject("why.js");
    }

    @AfterAll
    void stop() {
        if (server != null) {
            browser.close();
            server.stopCleanly();
        }
    }

    @Test
    void everyWordOfTheServersHasASentence() {
        JsonObject words = browser.evaluate("why.words()");
        assertEquals(reasons(), keys(words.getJsonArray("reasons")));
        assertEquals(limits(), keys(words.getJsonArray("limits")));
        assertEquals("It rains.", words.getString("newer"));
        assertEquals(
                new JsonObject().put("figures", "360p · 15 frames/s").putNull("reason"),
                words.getJsonObject("contented"));
        List<String> sentences = Stream.of("reasons", "limits", "own")
                .flatMap(list -> entries(words.getJsonArray(list)))
                .map(entry -> entry.getString(1))
                .toList();
        assertEquals(sentences.size(), new HashSet<>(sentences).size(), sentences::toString);
        for (String sentence : sentences) {
            assertTrue(sentence.length() > 1 && sentence.length() <= MOST_LETTERS, sentence);
        }
    }

    @Test
    void aPictureThatHasOnlyBegunIsNotMarked() {
        JsonObject expected = new JsonObject()
                .put("starting", false)
                .put("small for five seconds", true)
                .put("fine for a moment", true)
                .put("fine", false)
                .put("small for a moment", false)
                .put("small once more", true)
                .put("another picture starting", false)
                .put("another picture that stays small", true)
                .put("that one fine", false)
                .put("shown larger, starting", false)
                .put("shown larger", true)
                .put("nobody", false);
        assertEquals(expected, browser.evaluate("why.marks()"));
    }

    private static Set<String> reasons() {
        return Arrays.stream(LayerReason.values())
                .map(reason -> QualityJson.of(quality(reason, LinkLimit.STARTING))
                        .getJsonArray("slots")
                        .getJsonObject(0)
                        .getString("reason"))
                .collect(Collectors.toSet());
    }

    private static Set<String> limits() {
        return Arrays.stream(LinkLimit.values())
                .map(limit -> QualityJson.of(quality(LayerReason.SIZE, limit))
                        .getJsonObject("link")
                        .getString("limit"))
                .collect(Collectors.toSet());
    }

    private static Quality quality(LayerReason reason, LinkLimit limit) {
        LayerStatus none = LayerStatus.NONE;
        SlotStatus slot = new SlotStatus("0", Optional.empty(), 0, none, none, none, reason);
        return new Quality(new LinkStatus(0, 0, 0, 0, 0, 0, limit), List.of(slot));
    }

    private static Set<String> keys(JsonArray words) {
        return entries(words).map(entry -> entry.getString(0)).collect(Collectors.toSet());
    }

    private static Stream<JsonArray> entries(JsonArray words) {
        return words.stream().map(JsonArray.class::cast);
    }
}
