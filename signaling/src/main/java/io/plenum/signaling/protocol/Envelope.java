package io.plenum.signaling.protocol;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message before its type is looked at.
///
/// @param id what the reply carries back as `re`: a string or an integer, empty when the client gave none
public record Envelope(Optional<Object> id, JsonObject body) {
    private static final int MAX_ID_LENGTH = 64;

    public static Envelope parse(String text) throws Refusal {
        JsonObject body;
        try {
            body = new JsonObject(text);
        } catch (DecodeException e) {
            throw new Refusal(ErrorCode.BAD_REQUEST, "not a JSON object");
        }
        return new Envelope(id(body.getValue("id")), body);
    }

    private static Optional<Object> id(@Nullable Object id) throws Refusal {
        boolean fits = switch (id) {
            case null -> true;
            case String text -> text.length() <= MAX_ID_LENGTH;
            case Integer _, Long _ -> true;
            default -> false;
        };
        if (!fits) {
            throw Fields.refusal("id", "must be a string of at most " + MAX_ID_LENGTH + " characters or an integer");
        }
        return Optional.ofNullable(id);
    }
}
