package io.plenum.transport.demux;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/// Numbers that nobody can guess, drawn many at a time: asking the system for each one leaves garbage. Owned by one
/// thread.
public final class BufferedRandom implements RandomGenerator {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int BYTES = 2_048;

    private final SecureRandom source = new SecureRandom();
    private final byte[] drawn = new byte[BYTES];
    private int next = BYTES;

    @Override
    public long nextLong() {
        if (next == BYTES) {
            source.nextBytes(drawn);
            next = 0;
        }
        long number = (long) LONG.get(drawn, next);
        next += Long.BYTES;
        return number;
    }
}
