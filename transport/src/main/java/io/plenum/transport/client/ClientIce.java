package io.plenum.transport.client;

import io.plenum.transport.LocalDescription;
import io.plenum.transport.demux.TransactionId;
import io.plenum.transport.ice.IceRole;
import io.plenum.transport.ice.MessageIntegrity;
import io.plenum.transport.ice.StunMessage;
import io.plenum.transport.ice.StunWriter;
import io.plenum.transport.udp.UdpPort;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A lean controlling ICE agent: checks every candidate of the server with a nomination in each check, uses the first
/// that answers, and keeps checking that one. One session; a restart makes another. Owned by the loop.
final class ClientIce {
    /// As browsers pace their checks.
    private static final long CHECK_NANOS = 50_000_000L;

    /// As Chrome renews its consent.
    private static final long KEEP_ALIVE_NANOS = 2_500_000_000L;

    /// As libwebrtc gives up a way on which nothing was ever answered.
    static final long CONNECT_NANOS = 15_000_000_000L;

    /// RFC 7675 §5.1: who is not answered for so long must not send any more.
    static final long CONSENT_NANOS = 30_000_000_000L;

    /// Answers that never come: a few seconds' worth of checks.
    private static final int MAX_OPEN_CHECKS = 128;

    private static final long PRIORITY = (126L << 24) + (65_535L << 8) + 255;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final IceRole role = new IceRole(true, RANDOM.nextLong() >>> 1);
    private final String ufrag = secret(4);
    private final String password = secret(16);
    private final MessageIntegrity ownKey = new MessageIntegrity(password);
    private final StunWriter writer = new StunWriter();
    private final Map<TransactionId, InetSocketAddress> open = new HashMap<>();
    private List<InetSocketAddress> candidates = List.of();
    private byte[] username = {};
    private @Nullable MessageIntegrity serverKey;
    private @Nullable InetSocketAddress selected;
    private long nextCheckNanos;
    /// When the server was heard last; before that, when we began to ask.
    private long heardNanos;

    private static String secret(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    String ufrag() {
        return ufrag;
    }

    String password() {
        return password;
    }

    /// Begins to check.
    void connect(LocalDescription server, List<InetSocketAddress> addresses, long nowNanos) {
        heardNanos = nowNanos;
        candidates = addresses;
        username = (server.ufrag() + ':' + ufrag).getBytes(StandardCharsets.US_ASCII);
        serverKey = new MessageIntegrity(server.password());
    }

    /// The server's address that answered; null until one did.
    @Nullable
    InetSocketAddress selected() {
        return selected;
    }

    /// Why the server is given up; empty while it is not.
    Optional<String> failure(long nowNanos) {
        long silence = nowNanos - heardNanos;
        if (selected == null) {
            return silence < CONNECT_NANOS ? Optional.empty() : Optional.of("no answer to ICE checks for 15 s");
        }
        return silence < CONSENT_NANOS ? Optional.empty() : Optional.of("consent lost: no answer to checks for 30 s");
    }

    /// Checks again at once: our own address has changed.
    void hurry() {
        nextCheckNanos = 0;
    }

    boolean isDue(long nowNanos) {
        return nowNanos >= nextCheckNanos;
    }

    void check(UdpPort port, long nowNanos) {
        if (selected == null) {
            candidates.forEach(candidate -> check(port, candidate));
            nextCheckNanos = nowNanos + CHECK_NANOS;
        } else {
            check(port, selected);
            nextCheckNanos = nowNanos + KEEP_ALIVE_NANOS;
        }
    }

    private void check(UdpPort port, InetSocketAddress candidate) {
        MessageIntegrity key = serverKey;
        if (key == null) {
            return;
        }
        if (open.size() >= MAX_OPEN_CHECKS) {
            open.clear();
        }
        TransactionId id = new TransactionId(RANDOM.nextLong(), RANDOM.nextInt());
        open.put(id, candidate);
        port.write(writer.bytes(), writer.bindingRequest(id, username, role, PRIORITY, true, key), candidate);
    }

    /// Answers the server's check; false when it is not for this session.
    boolean answer(StunMessage request, UdpPort port, InetSocketAddress source) {
        if (!request.localUfrag().equals(ufrag) || !ownKey.verify(request)) {
            return false;
        }
        port.write(writer.bytes(), writer.bindingSuccess(request.transactionId(), source, ownKey), source);
        return true;
    }

    /// Takes in the answer to a check; false when it is none.
    boolean accept(StunMessage response, long nowNanos) {
        MessageIntegrity key = serverKey;
        if (key == null || !response.isSuccess() || !key.verify(response)) {
            return false;
        }
        InetSocketAddress answered = open.remove(response.transactionId());
        if (answered == null) {
            return false;
        }
        heardNanos = nowNanos;
        if (selected == null) {
            selected = answered;
        }
        return true;
    }
}
