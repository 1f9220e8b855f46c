package io.plenum.server.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a page looked like, for people to see after the tests.
final class Screenshots {
    private Screenshots() {}

    static void save(String name, byte[] png) throws IOException {
        Path directory = Path.of(System.getProperty("plenum.screenshots"));
        Files.createDirectories(directory);
        Files.write(directory.resolve(name), png);
    }
}
