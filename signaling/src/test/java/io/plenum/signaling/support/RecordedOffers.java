package io.plenum.signaling.support;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The recorded offers under `src/test/resources/offers`.
public final class RecordedOffers {
    private static final String SUFFIX = ".sdp";

    private RecordedOffers() {}

    public static String read(String name) {
        try {
            return Files.readString(directory().resolve(name + SUFFIX));
        } catch (IOException e) {
            throw new AssertionError("no recorded offer " + name, e);
        }
    }

    public static List<String> names() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path directory() {
        URL url = RecordedOffers.class.getResource("/offers");
        if (url == null) {
            throw new AssertionError("no recorded offers");
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
