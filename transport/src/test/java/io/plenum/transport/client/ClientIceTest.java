package io.plenum.transport.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.transport.LocalDescription;
import io.plenum.transport.ice.MessageIntegrity;
import io.plenum.transport.ice.StunMessage;
import io.plenum.transport.ice.StunWriter;
import io.plenum.transport.udp.Destination;
import io.plenum.transport.udp.ReceiveBatch;
import io.plenum.transport.udp.SocketBuffers;
import io.plenum.transport.udp.UdpPort;
import java.lang.foreign.MemorySegment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// When a client gives its server up, by a clock of the test's own.
class ClientIceTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = 7 * SECOND;
    private static final String PASSWORD = "password-of-22-letters";
    private static final InetSocketAddress SERVER = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 10_000);
    private static final Optional<String> NO_PATH = Optional.of("no answer to ICE checks for 15 s");
    private static final Optional<String> NO_CONSENT = Optional.of("consent lost: no answer to checks for 30 s");

    private final ClientIce ice = new ClientIce();
    private final Outbox outbox = new Outbox();
    private final StunMessage message = new StunMessage();

    @BeforeEach
    void connect() {
        LocalDescription server = new LocalDescription("user", PASSWORD, "", List.of());
        ice.connect(server, List.of(SERVER), START);
    }

    @Test
    void aServerThatNeverAnswersIsGivenUp() {
        ice.check(outbox, START);
        assertEquals(Optional.empty(), ice.failure(START + 15 * SECOND - 1));
        assertEquals(NO_PATH, ice.failure(START + 15 * SECOND));
    }

    @Test
    void aServerThatStopsAnsweringIsGivenUp() {
        long last = START + 100 * SECOND;
        for (long now = START; now <= last; now += 5 * SECOND) {
            assertTrue(checkAndAnswer(PASSWORD, now));
            assertEquals(Optional.empty(), ice.failure(now + 29 * SECOND));
        }
        ice.check(outbox, last + 20 * SECOND);
        assertEquals(Optional.empty(), ice.failure(last + 30 * SECOND - 1));
        assertEquals(NO_CONSENT, ice.failure(last + 30 * SECOND));
    }

    @Test
    void anAnswerThatProvesNothingIsNone() {
        assertFalse(checkAndAnswer("another-password-of-this", START + 10 * SECOND));
        assertEquals(NO_PATH, ice.failure(START + 15 * SECOND));
    }

    @Test
    void oneAnswerCountsOnce() {
        assertTrue(checkAndAnswer(PASSWORD, START));
        assertFalse(ice.accept(message, START + 20 * SECOND));
        assertEquals(NO_CONSENT, ice.failure(START + 30 * SECOND));
    }

    private boolean checkAndAnswer(String password, long now) {
        ice.check(outbox, now);
        assertTrue(message.wrap(outbox.sent.getLast(), outbox.sent.getLast().length));
        StunWriter writer = new StunWriter();
        int length = writer.bindingSuccess(message.transactionId(), SERVER, new MessageIntegrity(password));
        assertTrue(message.wrap(Arrays.copyOf(writer.bytes(), length), length));
        return ice.accept(message, now);
    }

    /// A socket that keeps what is written to it.
    private static final class Outbox implements UdpPort {
        final ArrayDeque<byte[]> sent = new ArrayDeque<>();

        @Override
        public void write(byte[] bytes, int length, InetSocketAddress to) {
            sent.add(Arrays.copyOf(bytes, length));
        }

        @Override
        public InetSocketAddress localAddress() {
            return SERVER;
        }

        @Override
        public SocketBuffers buffers() {
            return SocketBuffers.WANTED;
        }

        @Override
        public boolean read(ReceiveBatch batch) {
            return true;
        }

        @Override
        public void stampArrivals() {}

        @Override
        public void write(byte[] bytes, int length, Destination to) {}

        @Override
        public @Nullable MemorySegment reserve(int length, Destination to, boolean urgent) {
            return null;
        }

        @Override
        public long reservedOffset() {
            return 0;
        }

        @Override
        public void commit(int length, Destination to) {}
    }
}
