package io.plenum.transport.dtls;

import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/// Where DTLS work runs: handshakes on virtual threads, so many at once; the rest on an executor of the owner's.
///
/// @param handshakes a permit for each handshake that may run at once
public record DtlsWorkers(Semaphore handshakes, Executor tasks) {
    /// Holds about 50 KB each: 13 MB together. Two cores finish 800 a second, so others wait for a moment only.
    public static final int MAX_HANDSHAKES = 256;

    public static DtlsWorkers on(Executor tasks) {
        return new DtlsWorkers(new Semaphore(MAX_HANDSHAKES, true), tasks);
    }
}
