package io.plenum.signaling.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// The recorded offers under `src/test/resources/offers`.
public final class RecordedOffers {
    private RecordedOffers() {}

    public static String read(String name) {
        try (InputStream in = RecordedOffers.class.getResourceAsStream("/offers/" + name + ".sdp")) {
            if (in == null) {
                throw new AssertionError("no recorded offer " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
