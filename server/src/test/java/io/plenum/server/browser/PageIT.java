package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The meeting page as people see it, with a made-up camera, in both browsers.
class PageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    /// Elements that play received tracks.
    private static final String PICTURES_OF_OTHERS = """
            (() => {
              const received = new Set(plenum.meeting.slots.map(({ media }) => media.id));
              globalThis.pictures = [...document.querySelectorAll('video')].filter(
                ({ srcObject }) => srcObject?.getVideoTracks().some(({ id }) => received.has(id)));
              return { videos: pictures.length };
            })()
            """;

    /// Settles when so many have been shown.
    private static final String FIFTEEN_FRAMES = """
            new Promise((shown) => {
              let frames = 0;
              const count = () => (++frames < 15 ? pictures[0].requestVideoFrameCallback(count) : shown());
              pictures[0].requestVideoFrameCallback(count);
            })
            """;

    private static final String MARKS = """
            ({
              marks: document.querySelectorAll('.tile .why:not([hidden])').length,
              quality: plenum.meeting.quality,
            })
            """;

    @Test
    void twoPeopleMeetOnThePage() throws IOException {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        Needs.program(FirefoxBrowser.EXECUTABLE);
        try (ServerProcess server = ServerProcess.bindingAsUsual();
                Browser chromium = new ChromiumBrowser();
                Browser firefox = new FirefoxBrowser()) {
            chromium.open(server.page("/?room=page&name=Ann&autojoin=1"));
            firefox.open(server.page("/?room=page&name=Bob&autojoin=1"));
            awaitCompany(chromium);
            awaitCompany(firefox);
            Screenshots.save("meeting-chromium.png", chromium.screenshot());
            Screenshots.save("meeting-firefox.png", firefox.screenshot());
            awaitUnmarked(chromium);
            awaitUnmarked(firefox);
            tellsWhyAPictureIsPoor(chromium);
            Screenshots.save("why-chromium.png", chromium.screenshot());
            for (Browser browser : List.of(chromium, firefox)) {
                assertEquals(
                        List.of(),
                        browser.console().stream()
                                .filter(line -> line.matches("(error|exception)\\b.*"))
                                .toList());
                browser.evaluate("plenum.meeting.leave()");
            }
            server.stopCleanly();
        }
    }

    /// One other participant, whose picture moves. The browser's answer is awaited for a limited time.
    private static void awaitCompany(Browser browser) {
        String others = "({others: globalThis.plenum?.meeting?.participants.length ?? 0})";
        Await.until(
                browser + " is not alone",
                PATIENCE,
                () -> browser.evaluate(others),
                it -> it.getInteger("others") == 1);
        Await.until(
                browser + " plays the picture of the other",
                PATIENCE,
                () -> browser.evaluate(PICTURES_OF_OTHERS),
                it -> it.getInteger("videos") == 1);
        browser.evaluate(FIFTEEN_FRAMES);
    }

    /// On a wide link nothing is to be explained, once the picture has grown.
    private static void awaitUnmarked(Browser browser) {
        Await.until(
                browser + " shows a picture without a mark",
                PATIENCE,
                () -> browser.evaluate(MARKS),
                it -> it.getInteger("marks") == 0);
    }

    /// A mark on the tile, once the reason has lasted; the reason itself for those who ask; and the connection's panel.
    private static void tellsWhyAPictureIsPoor(Browser browser) {
        browser.inject("narrow.js");
        assertEquals(true, browser.evaluate("narrow.begin()").getBoolean("unmarked"), "what may pass is not shown");
        Await.until(
                "the tile is marked", PATIENCE, () -> browser.evaluate("narrow.look()"), it -> it.getBoolean("marked"));
        JsonObject asked = browser.evaluate("narrow.ask()");
        assertEquals(
                "Your connection carries about 1.2 Mbit/s: too little for a larger picture. "
                        + "A cable or a stronger Wi-Fi may help.",
                asked.getString("sentence"));
        assertEquals("180p of 720p · 150 kbit/s", asked.getString("figures"));
        assertEquals("Why is the picture of Bob not better?", asked.getString("label"));
        assertEquals("tip", asked.getString("describedBy"));
        assertEquals("Weak connection", asked.getString("level"));
        assertEquals("1.2 Mbit/s", asked.getString("carries"));
        browser.evaluate("narrow.end()");
        Await.until(
                "the mark is gone",
                PATIENCE,
                () -> browser.evaluate("narrow.look()"),
                it -> !it.getBoolean("marked") && !it.getBoolean("explained"));
    }
}
