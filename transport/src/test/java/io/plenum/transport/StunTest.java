package io.plenum.transport;

import static io.plenum.transport.World.ANN;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import io.plenum.transport.demux.TransactionId;
import io.plenum.transport.ice.IceRole;
import io.plenum.transport.ice.MessageIntegrity;
import io.plenum.transport.ice.StunMessage;
import io.plenum.transport.ice.StunWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a shard makes of STUN that does not prove who sent it.
class StunTest {
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final TransactionId ID = new TransactionId(0x1234, 5);
    private static final IceRole CONTROLLING = new IceRole(true, 7);
    private static final int HEADER = 20;

    private World world;
    private RawSocket socket;
    private RemoteDescription offer;
    private LocalDescription answer;

    @BeforeEach
    void anOpenLink() throws IOException {
        world = new World();
        TestClient client = world.client();
        offer = client.link().description();
        answer = world.open(ANN, client);
        socket = new RawSocket(world.shardAddress());
    }

    @AfterEach
    void end() {
        socket.close();
        world.close();
    }

    private byte[] check(String ufrag, String password) {
        return check(ID, ufrag, password);
    }

    private byte[] check(TransactionId id, String ufrag, String password) {
        byte[] username = (ufrag + ':' + offer.ufrag()).getBytes(StandardCharsets.US_ASCII);
        StunWriter writer = new StunWriter();
        MessageIntegrity key = new MessageIntegrity(password);
        return Arrays.copyOf(writer.bytes(), writer.bindingRequest(id, username, CONTROLLING, 1_000, true, key));
    }

    /// Cuts MESSAGE-INTEGRITY and FINGERPRINT off.
    private static byte[] unsigned(byte[] message) {
        byte[] cut = Arrays.copyOf(message, message.length - 24 - 8);
        ByteBuffer.wrap(cut).putShort(2, (short) (cut.length - HEADER));
        return cut;
    }

    private StunMessage receive(boolean request) {
        StunMessage message = new StunMessage();
        for (int i = 0; i < 10; i++) {
            byte[] datagram = socket.receive(LONG).orElseThrow();
            assertTrue(message.wrap(datagram, datagram.length));
            if (message.isRequest() == request) {
                return message;
            }
        }
        throw new AssertionError("no " + (request ? "request" : "response") + " came");
    }

    @Test
    void aSignedRequestIsAnsweredAndSigned() {
        socket.send(check(answer.ufrag(), answer.password()));
        StunMessage response = receive(false);
        assertEquals(ID, response.transactionId());
        assertTrue(new MessageIntegrity(answer.password()).verify(response));
    }

    @Test
    void anUnsignedRequestIsNotAnswered() {
        socket.send(unsigned(check(answer.ufrag(), answer.password())));
        world.awaitDrops(DropReason.STUN_BAD_INTEGRITY, 1);
        assertEquals(Optional.empty(), socket.receive(SHORT));
    }

    @Test
    void aRequestSignedWithAnotherKeyIsNotAnswered() {
        socket.send(check(answer.ufrag(), "not the password of that"));
        world.awaitDrops(DropReason.STUN_BAD_INTEGRITY, 1);
        assertEquals(Optional.empty(), socket.receive(SHORT));
    }

    @Test
    void guessingUfragsTellsNothing() {
        for (int i = 0; i < 50; i++) {
            socket.send(check("guess" + i, answer.password()));
        }
        world.awaitDrops(DropReason.STUN_UNKNOWN_USER, 50);
        assertEquals(Optional.empty(), socket.receive(SHORT));
    }

    @Test
    void anUnsignedRequestDoesNotOpenTheDoorToMedia() {
        socket.send(unsigned(check(answer.ufrag(), answer.password())));
        world.awaitDrops(DropReason.STUN_BAD_INTEGRITY, 1);
        socket.send(TestClient.packet(1, 1));
        world.awaitDrops(DropReason.UNKNOWN_SOURCE, 1);
    }

    @Test
    void anUnsignedResponseIsNotBelieved() {
        socket.send(check(answer.ufrag(), answer.password()));
        StunMessage request = receive(true);
        byte[] response = response(request);
        socket.send(unsigned(response));
        world.awaitDrops(DropReason.STUN_BAD_INTEGRITY, 1);
        assertEquals(0, world.count(Counter.ICE_CONNECTED));
        socket.send(response);
        Await.until("the signed one is", () -> world.count(Counter.ICE_CONNECTED) == 1);
    }

    @Test
    void checksOnTheChosenPathAreAnsweredToo() {
        socket.send(check(answer.ufrag(), answer.password()));
        socket.send(response(receive(true)));
        Await.until("the path is chosen", () -> world.count(Counter.ICE_CONNECTED) == 1);
        TransactionId later = new TransactionId(0x5678, 9);
        socket.send(check(later, answer.ufrag(), answer.password()));
        StunMessage answered = receive(false);
        while (!answered.transactionId().equals(later)) {
            answered = receive(false);
        }
        assertTrue(answered.isSuccess());
        assertTrue(new MessageIntegrity(answer.password()).verify(answered));
    }

    /// A phone that has left the Wi-Fi: answered and checked back by the shard itself, ice4j has gone.
    @Test
    void afterTheChoiceAnotherAddressIsAnsweredAndCheckedBack() throws IOException {
        socket.send(check(answer.ufrag(), answer.password()));
        socket.send(response(receive(true)));
        Await.until("the path is chosen", () -> world.count(Counter.ICE_CONNECTED) == 1);
        socket.close();
        socket = new RawSocket(world.shardAddress());
        TransactionId later = new TransactionId(0x5678, 9);
        socket.send(check(later, answer.ufrag(), answer.password()));
        assertEquals(later, receive(false).transactionId());
        socket.send(check(later, answer.ufrag(), answer.password()));
        StunMessage checkedBack = receive(true);
        assertEquals(offer.ufrag(), checkedBack.localUfrag());
        assertTrue(new MessageIntegrity(offer.password()).verify(checkedBack));
    }

    private byte[] success(TransactionId id, InetSocketAddress from) {
        StunWriter writer = new StunWriter();
        MessageIntegrity key = new MessageIntegrity(offer.password());
        return Arrays.copyOf(writer.bytes(), writer.bindingSuccess(id, from, key));
    }

    private byte[] response(StunMessage request) {
        InetSocketAddress from = world.shardAddress();
        return success(request.transactionId(), from);
    }

    @Test
    void aResponseNobodyAskedForIsDropped() {
        socket.send(success(ID, world.shardAddress()));
        world.awaitDrops(DropReason.STUN_UNKNOWN_TRANSACTION, 1);
    }

    @Test
    void oneSourceMayNotFlood() throws IOException {
        byte[] check = check(answer.ufrag(), answer.password());
        for (int i = 0; i < 2 * ShardLimits.DEFAULTS.stunBurst(); i++) {
            socket.send(check);
        }
        world.awaitDrops(DropReason.STUN_RATE_LIMITED, 1);
        try (RawSocket other = new RawSocket(world.shardAddress())) {
            other.send(check(new TransactionId(1, 1), answer.ufrag(), answer.password()));
            assertTrue(other.receive(LONG).isPresent());
        }
    }

    @Test
    void aLinkHasAFewAddressesOnly() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (RawSocket other = new RawSocket(world.shardAddress())) {
                other.send(check(answer.ufrag(), answer.password()));
            }
        }
        world.awaitDrops(DropReason.STUN_TOO_MANY_SOURCES, 4);
    }

    @Test
    void anIceRestartMayComeFromOtherAddresses() throws IOException {
        for (int i = 0; i < 17; i++) {
            try (RawSocket other = new RawSocket(world.shardAddress())) {
                other.send(check(answer.ufrag(), answer.password()));
            }
        }
        world.awaitDrops(DropReason.STUN_TOO_MANY_SOURCES, 1);
        LocalDescription again = Await.result(world.shard().restart(ANN, offer));
        socket.send(check(again.ufrag(), again.password()));
        assertEquals(ID, receive(false).transactionId());
    }

    @Test
    void malformedMessagesAreCounted() {
        byte[] check = check(answer.ufrag(), answer.password());
        byte[] badFingerprint = check.clone();
        badFingerprint[check.length - 1] ^= 1;
        byte[] badLength = check.clone();
        badLength[3] = (byte) (badLength[3] + 4);
        byte[] appended = Arrays.copyOf(check, check.length + 4);
        ByteBuffer.wrap(appended).putShort(2, (short) (appended.length - HEADER));
        for (byte[] bad :
                new byte[][] {badFingerprint, badLength, appended, new byte[] {0}, Arrays.copyOf(check, 20)}) {
            socket.send(bad);
        }
        world.awaitDrops(DropReason.STUN_MALFORMED, 5);
        assertArrayEquals(new byte[0], socket.receive(SHORT).orElse(new byte[0]));
    }
}
