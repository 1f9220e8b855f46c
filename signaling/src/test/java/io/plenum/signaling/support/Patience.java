package io.plenum.signaling.support;

/// How long a test waits for what must come; only a failing test waits that long.
public final class Patience {
    public static final long SECONDS = 10;
    static final long NANOS = SECONDS * 1_000_000_000L;

    private Patience() {}
}
