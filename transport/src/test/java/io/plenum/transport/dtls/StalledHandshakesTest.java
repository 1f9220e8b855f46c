package io.plenum.transport.dtls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.transport.loop.TaskThread;
import io.plenum.transport.srtp.SrtpKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Whoever says hello and nothing more must not keep others from getting in.
class StalledHandshakesTest {
    private static final int STALLED = 1_000;

    private static final DtlsIdentity SERVER = DtlsIdentity.create();
    private static final DtlsIdentity CLIENT = DtlsIdentity.create();

    private final TaskThread tasks = new TaskThread("tasks");
    private final List<DtlsSession> sessions = new ArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();

    @AfterEach
    void end() {
        sessions.forEach(session -> tasks.execute(session::close));
        tasks.close();
    }

    private final class Wire implements DtlsEvents {
        private final CountDownLatch spoke = new CountDownLatch(1);
        private final CountDownLatch completed = new CountDownLatch(1);
        private final Consumer<byte[]> out;

        private Wire(Consumer<byte[]> out) {
            this.out = out;
        }

        @Override
        public void send(byte[] datagram) {
            out.accept(datagram);
            spoke.countDown();
        }

        @Override
        public void completed(SrtpKeys keys) {
            completed.countDown();
        }

        @Override
        public void failed(String reason) {
            failures.incrementAndGet();
        }

        @Override
        public void closed() {}
    }

    private DtlsSession server(DtlsEvents events) {
        return keep(new DtlsSession(SERVER, fingerprint(CLIENT), false, tasks, events));
    }

    private DtlsSession client(DtlsEvents events) {
        return keep(new DtlsSession(CLIENT, fingerprint(SERVER), true, tasks, events));
    }

    private DtlsSession keep(DtlsSession session) {
        sessions.add(session);
        return session;
    }

    private static Fingerprint fingerprint(DtlsIdentity identity) {
        return Fingerprint.parse("sha-256", identity.fingerprint());
    }

    private byte[] hello() throws InterruptedException {
        AtomicReference<byte @Nullable []> sent = new AtomicReference<>();
        Wire wire = new Wire(sent::set);
        client(wire).start();
        assertTrue(wire.spoke.await(20, TimeUnit.SECONDS), "no hello");
        byte[] hello = sent.get();
        if (hello == null) {
            throw new AssertionError("no hello");
        }
        return hello;
    }

    @Test
    void theyKeepNobodyOut() throws InterruptedException {
        byte[] hello = hello();
        List<Wire> stalled = new ArrayList<>();
        for (int i = 0; i < STALLED; i++) {
            Wire wire = new Wire(datagram -> {});
            DtlsSession session = server(wire);
            session.receive(hello);
            session.start();
            stalled.add(wire);
        }
        AtomicReference<@Nullable DtlsSession> ann = new AtomicReference<>();
        Wire toAnn = new Wire(datagram -> receive(ann.get(), datagram));
        DtlsSession server = server(toAnn);
        Wire toServer = new Wire(server::receive);
        DtlsSession client = client(toServer);
        ann.set(client);
        server.start();
        client.start();
        assertTrue(toAnn.completed.await(20, TimeUnit.SECONDS), "the server's side");
        assertTrue(toServer.completed.await(20, TimeUnit.SECONDS), "the client's side");
        assertEquals(0, failures.get(), "it waited until others had given up");
        for (Wire wire : stalled) {
            assertTrue(wire.spoke.await(20, TimeUnit.SECONDS), "each hello is answered");
        }
    }

    private static void receive(@Nullable DtlsSession session, byte[] datagram) {
        if (session != null) {
            session.receive(datagram);
        }
    }
}
