package io.plenum.server.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The instruments themselves: a browser that calls itself must see the picture and hear the tone that it sends.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final byte[] EMPTY_PAGE = "<!doctype html><title>empty</title><body>".getBytes(UTF_8);

    private HttpServer pages;

    @BeforeAll
    void serveAnEmptyPage() throws IOException {
        Needs.privateNetwork();
        pages = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pages.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, EMPTY_PAGE.length);
            exchange.getResponseBody().write(EMPTY_PAGE);
            exchange.close();
        });
        pages.start();
    }

    @AfterAll
    void stop() {
        if (pages != null) {
            pages.stop(0);
        }
    }

    @Test
    void chromiumSeesAndHearsItself() {
        Needs.program(ChromiumBrowser.EXECUTABLE);
        seesAndHearsItself(ChromiumBrowser::new, 700);
    }

    @Test
    void firefoxSeesAndHearsItself() {
        Needs.program(FirefoxBrowser.EXECUTABLE);
        seesAndHearsItself(FirefoxBrowser::new, FirefoxBrowser.TONE_HZ);
    }

    private void seesAndHearsItself(Supplier<Browser> launch, int tone) {
        try (Browser browser = launch.get()) {
            browser.open(URI.create("http://127.0.0.1:" + pages.getAddress().getPort() + "/"));
            browser.inject("picture.js");
            browser.inject("tone.js");
            browser.inject("mirror.js");
            browser.evaluate("mirror.start({colour: '#c02040', number: 5}, " + tone + ")");
            JsonObject seen = Await.until(
                    browser + " sees and hears itself",
                    SOON,
                    () -> browser.evaluate("mirror.look()"),
                    look -> look.getJsonObject("picture") != null
                            && look.getJsonObject("tone").getDouble("level") > -60);
            JsonObject picture = seen.getJsonObject("picture");
            assertEquals(5, picture.getInteger("number"), seen::encode);
            assertEquals(0xc0, picture.getInteger("red"), 24, seen::encode);
            assertEquals(0x20, picture.getInteger("green"), 24, seen::encode);
            assertEquals(0x40, picture.getInteger("blue"), 24, seen::encode);
            assertEquals(tone, seen.getJsonObject("tone").getDouble("frequency"), 24, seen::encode);
            assertTrue(browser.screenshot().length > 1000);
            assertFalse(browser.console().stream().anyMatch(line -> line.startsWith("error")));
        }
    }
}
