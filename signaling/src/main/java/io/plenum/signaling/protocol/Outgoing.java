package io.plenum.signaling.protocol;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;

/// A message as it goes out: written once, however many are told.
public record Outgoing(String text, int bytes) {
    public static Outgoing of(JsonObject message) {
        String text = message.encode();
        return new Outgoing(text, text.getBytes(StandardCharsets.UTF_8).length);
    }
}
