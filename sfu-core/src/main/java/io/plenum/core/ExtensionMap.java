package io.plenum.core;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which number a peer gave to which header extension (RFC 8285). Two longs, because each slot has one, and packets
/// for many viewers are compared by it.
public final class ExtensionMap {
    public static final ExtensionMap EMPTY = new ExtensionMap(Map.of());

    /// RFC 8285: one-byte headers carry 1–14, two-byte headers 1–255.
    private static final int MAX_ID = 255;

    private static final HeaderExtension[] ALL = HeaderExtension.values();

    /// A byte for each of the first eight extensions, and for each of the others.
    private final long low;

    private final long high;

    public ExtensionMap(Map<HeaderExtension, Integer> numbers) {
        long[] bytes = new long[2];
        boolean[] taken = new boolean[MAX_ID + 1];
        numbers.forEach((extension, id) -> {
            if (id < 1 || id > MAX_ID || taken[id]) {
                throw new IllegalArgumentException("extension number " + id + " for " + extension);
            }
            taken[id] = true;
            bytes[extension.ordinal() / Long.BYTES] |= (long) id << shift(extension);
        });
        low = bytes[0];
        high = bytes[1];
    }

    private static int shift(HeaderExtension extension) {
        return extension.ordinal() % Long.BYTES * Byte.SIZE;
    }

    /// The number of an extension, 0 when the peer did not negotiate it.
    public int id(HeaderExtension extension) {
        long bytes = extension.ordinal() < Long.BYTES ? low : high;
        return (int) (bytes >>> shift(extension)) & 0xFF;
    }

    /// The extension behind a number, null when the number means nothing here (a hot path: no Optional).
    public @Nullable HeaderExtension extension(int id) {
        for (HeaderExtension extension : ALL) {
            if (id != 0 && id(extension) == id) {
                return extension;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExtensionMap map && map.low == low && map.high == high;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(31 * low + high);
    }
}
