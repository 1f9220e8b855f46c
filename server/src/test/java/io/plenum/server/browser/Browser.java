package io.plenum.server.browser;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/// A headless browser with one page, in a process and a profile of its own. Owned by one test thread.
sealed interface Browser extends AutoCloseable permits ChromiumBrowser, FirefoxBrowser {
    /// Loads a page; returns when its scripts have run.
    void open(URI page);

    /// Runs a script in the page's global scope and gives its value, awaited, which must be a string.
    String run(String script);

    /// The value of a JavaScript expression, which is an object, a promise of one, or nothing (`{}`). It travels as
    /// text: the two protocols give values back in forms of their own.
    default JsonObject evaluate(String expression) {
        return new JsonObject(run("(async () => JSON.stringify((await (" + expression + ")) ?? {}))()"));
    }

    /// Puts a file of `src/test/resources/browser` into the page, past its content security policy.
    default void inject(String file) {
        run(Resources.text(file) + "; ''");
    }

    /// The page as a PNG file.
    byte[] screenshot();

    /// Warnings and errors of the page's console, the most recent last.
    List<String> console();

    /// SIGKILL: the page gets no chance to say goodbye.
    void kill();

    @Override
    void close();
}
