package io.plenum.core;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which number a peer gave to which header extension (RFC 8285); both directions without a search.
public final class ExtensionMap {
    public static final ExtensionMap EMPTY = new ExtensionMap(Map.of());

    /// RFC 8285: one-byte headers carry 1–14, two-byte headers 1–255.
    private static final int MAX_ID = 255;

    private final @Nullable HeaderExtension[] byId;
    private final int[] ids = new int[HeaderExtension.values().length];

    public ExtensionMap(Map<HeaderExtension, Integer> numbers) {
        int highest =
                numbers.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        byId = new @Nullable HeaderExtension[Math.clamp(highest, 0, MAX_ID) + 1];
        numbers.forEach((extension, id) -> {
            if (id < 1 || id > MAX_ID || byId[id] != null) {
                throw new IllegalArgumentException("extension number " + id + " for " + extension);
            }
            byId[id] = extension;
            ids[extension.ordinal()] = id;
        });
    }

    /// The number of an extension, 0 when the peer did not negotiate it.
    public int id(HeaderExtension extension) {
        return ids[extension.ordinal()];
    }

    /// The extension behind a number, null when the number means nothing here (a hot path: no Optional).
    public @Nullable HeaderExtension extension(int id) {
        return id < 1 || id >= byId.length ? null : byId[id];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtensionMap map && Arrays.equals(ids, map.ids);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(ids);
    }
}
