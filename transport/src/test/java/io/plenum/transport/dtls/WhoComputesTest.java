package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.transport.loop.TaskThread;
import io.plenum.transport.srtp.CryptoUnavailable;
import io.plenum.transport.srtp.MediaCrypto;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.srtp.SrtpKeys;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// A handshake is the same whether libcrypto or Bouncy Castle computes at either end, and whoever cannot sign
/// is not let in by either.
class WhoComputesTest {
    private static final int RECORD_HEADER = 13;
    private static final int HANDSHAKE = 22;
    private static final int CERTIFICATE_VERIFY = 15;

    private final TaskThread tasks = new TaskThread("tasks");

    @AfterEach
    void end() {
        tasks.close();
    }

    private static final class Wire implements DtlsEvents {
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private final Consumer<byte[]> out;

        private Wire(Consumer<byte[]> out) {
            this.out = out;
        }

        @Override
        public void send(byte[] datagram) {
            out.accept(datagram);
        }

        @Override
        public void completed(SrtpKeys keys) {
            result.complete("keys");
        }

        @Override
        public void failed(String reason) {
            result.complete(reason);
        }

        @Override
        public void closed() {}

        String result() throws Exception {
            return result.get(20, TimeUnit.SECONDS);
        }
    }

    private record Ends(Wire atServer, Wire atClient) {}

    /// @param way what becomes of each datagram of the client's
    private Ends handshake(DtlsIdentity server, DtlsIdentity client, UnaryOperator<byte[]> way) {
        AtomicReference<@Nullable DtlsSession> there = new AtomicReference<>();
        Wire atServer = new Wire(datagram -> {
            DtlsSession session = there.get();
            if (session != null) {
                session.receive(datagram);
            }
        });
        DtlsSession serverSide = new DtlsSession(server, fingerprint(client), false, tasks, atServer);
        Wire atClient = new Wire(datagram -> serverSide.receive(way.apply(datagram)));
        DtlsSession clientSide = new DtlsSession(client, fingerprint(server), true, tasks, atClient);
        there.set(clientSide);
        serverSide.start();
        clientSide.start();
        return new Ends(atServer, atClient);
    }

    private static DtlsIdentity identity(MediaCrypto wish) throws CryptoUnavailable {
        return DtlsIdentity.create(SrtpEngine.choose(wish));
    }

    private static Fingerprint fingerprint(DtlsIdentity identity) {
        return Fingerprint.parse("sha-256", identity.fingerprint());
    }

    @ParameterizedTest
    @CsvSource({"AUTO, AUTO", "AUTO, JAVA", "JAVA, AUTO", "JAVA, JAVA"})
    void bothSidesGetKeys(MediaCrypto server, MediaCrypto client) throws Exception {
        Ends ends = handshake(identity(server), identity(client), UnaryOperator.identity());
        assertEquals("keys", ends.atServer().result());
        assertEquals("keys", ends.atClient().result());
    }

    /// As if somebody showed a certificate without having its key.
    @ParameterizedTest
    @EnumSource(names = {"AUTO", "JAVA"})
    void aWrongSignatureIsRefused(MediaCrypto server) throws Exception {
        Ends ends = handshake(identity(server), DtlsIdentity.create(), WhoComputesTest::withAnotherSignature);
        String result = ends.atServer().result();
        assertTrue(result.contains("decrypt_error"), result);
    }

    /// The last byte of a CertificateVerify in clear is the last one of its signature.
    private static byte[] withAnotherSignature(byte[] datagram) {
        byte[] forged = datagram.clone();
        for (int record = 0; record < forged.length; ) {
            int end = record + RECORD_HEADER + (((forged[record + 11] & 0xff) << 8) | (forged[record + 12] & 0xff));
            boolean clear = forged[record + 3] == 0 && forged[record + 4] == 0;
            if (forged[record] == HANDSHAKE && clear && forged[record + RECORD_HEADER] == CERTIFICATE_VERIFY) {
                forged[end - 1] ^= 1;
            }
            record = end;
        }
        return forged;
    }
}
