package io.plenum.signaling.protocol;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the fields of a message; what is missing or of the wrong form is refused by its name.
final class Fields {
    private final JsonObject body;

    Fields(JsonObject body) {
        this.body = body;
    }

    String text(String key) throws Refusal {
        return optionalText(key).orElseThrow(() -> refusal(key, "is missing"));
    }

    Optional<String> optionalText(String key) throws Refusal {
        return optional(key, String.class, "a string");
    }

    boolean flag(String key) throws Refusal {
        return optionalFlag(key).orElseThrow(() -> refusal(key, "is missing"));
    }

    Optional<Boolean> optionalFlag(String key) throws Refusal {
        return optional(key, Boolean.class, "true or false");
    }

    /// Absent counts as 0.
    int number(String key, int max) throws Refusal {
        return number(key, 0, max, 0);
    }

    int number(String key, int min, int max, int absent) throws Refusal {
        Optional<Integer> given = optional(key, Integer.class, "an integer");
        if (given.isPresent() && (given.get() < min || given.get() > max)) {
            throw refusal(key, "must be from " + min + " to " + max);
        }
        return given.orElse(absent);
    }

    /// Absent counts as empty.
    List<Fields> objects(String key, int limit) throws Refusal {
        JsonArray array = optional(key, JsonArray.class, "an array").orElseGet(JsonArray::new);
        if (array.size() > limit) {
            throw refusal(key, "has more than " + limit + " entries");
        }
        List<Fields> objects = new ArrayList<>();
        for (Object entry : array) {
            if (!(entry instanceof JsonObject object)) {
                throw refusal(key, "must hold objects");
            }
            objects.add(new Fields(object));
        }
        return objects;
    }

    private <T> Optional<T> optional(String key, Class<T> type, String form) throws Refusal {
        Object value = body.getValue(key);
        if (value == null) {
            return Optional.empty();
        }
        if (!type.isInstance(value)) {
            throw refusal(key, "must be " + form);
        }
        return Optional.of(type.cast(value));
    }

    static Refusal refusal(String key, String problem) {
        return new Refusal(ErrorCode.BAD_REQUEST, key + " " + problem);
    }
}
