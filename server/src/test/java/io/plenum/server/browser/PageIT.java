package io.plenum.server.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The meeting page as people see it, with a made-up camera, in both browsers.
class PageIT {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Test
    void twoPeopleMeetOnThePage() throws IOException {
        Needs.privateNetwork();
        Needs.program(ChromiumBrowser.EXECUTABLE);
        Needs.program(FirefoxBrowser.EXECUTABLE);
        try (ServerProcess server = new ServerProcess();
                Browser chromium = new ChromiumBrowser();
                Browser firefox = new FirefoxBrowser()) {
            chromium.open(server.page("/?room=page&name=Ann&autojoin=1"));
            firefox.open(server.page("/?room=page&name=Bob&autojoin=1"));
            awaitCompany(chromium);
            awaitCompany(firefox);
            save("meeting-chromium.png", chromium.screenshot());
            save("meeting-firefox.png", firefox.screenshot());
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

    /// One other participant, whose picture moves.
    private static void awaitCompany(Browser browser) {
        String others = "({others: globalThis.plenum?.meeting?.participants.length ?? 0})";
        Await.until(
                browser + " is not alone",
                PATIENCE,
                () -> browser.evaluate(others),
                it -> it.getInteger("others") == 1);
        JsonObject before = playing(browser);
        Await.until(
                browser + " plays pictures of the other",
                PATIENCE,
                () -> playing(browser),
                now -> now.getInteger("frames") > before.getInteger("frames") + 15);
    }

    /// Frames that elements of received tracks have shown.
    private static JsonObject playing(Browser browser) {
        return browser.evaluate("""
                (() => {
                  const received = new Set(plenum.meeting.slots.map(({ media }) => media.id));
                  const videos = [...document.querySelectorAll('video')].filter(
                    ({ srcObject }) => srcObject?.getVideoTracks().some(({ id }) => received.has(id)));
                  const frames = videos.map((video) => video.getVideoPlaybackQuality().totalVideoFrames);
                  return { frames: Math.max(0, ...frames), videos: videos.length };
                })()
                """);
    }

    private static void save(String name, byte[] png) throws IOException {
        Path directory = Path.of(System.getProperty("plenum.screenshots"));
        Files.createDirectories(directory);
        Files.write(directory.resolve(name), png);
    }
}
