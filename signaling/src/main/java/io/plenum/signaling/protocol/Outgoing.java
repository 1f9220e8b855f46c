package io.plenum.signaling.protocol;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Collection;

/// A message as it goes out: written once, however many are told. All their sockets share its bytes, which nobody
/// changes.
public final class Outgoing {
    private final byte[] utf8;

    private Outgoing(String text) {
        utf8 = text.getBytes(StandardCharsets.UTF_8);
    }

    public static Outgoing of(JsonObject message) {
        return new Outgoing(message.encode());
    }

    /// With a list at its end whose members have been written before.
    ///
    /// @param message has a field at least
    static Outgoing of(JsonObject message, String list, Collection<String> members) {
        String head = message.encode();
        StringBuilder text = new StringBuilder(head).deleteCharAt(head.length() - 1);
        text.append(",\"").append(list).append("\":[");
        members.forEach(member -> text.append(member).append(','));
        if (!members.isEmpty()) {
            text.deleteCharAt(text.length() - 1);
        }
        return new Outgoing(text.append("]}").toString());
    }

    /// Of a text frame.
    public byte[] utf8() {
        return utf8;
    }

    public int length() {
        return utf8.length;
    }

    @Override
    public String toString() {
        return new String(utf8, StandardCharsets.UTF_8);
    }
}
