package io.plenum.loadtest;

import io.plenum.transport.client.ClientLink;
import io.plenum.transport.client.ClientListener;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.dtls.DtlsIdentity;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Many participants of one server, on one thread for all their media and Vert.x' for their signaling.
public final class Crowd implements AutoCloseable {
    /// An answer for the 64 m-lines that an offer may have stays well below; Vert.x' default is one frame of 64 KiB.
    private static final int MAX_MESSAGE = 1 << 20;

    /// The server's candidates say where it is; the kernel chooses the way there.
    private static final InetAddress ANY = InetAddress.ofLiteral("0.0.0.0");

    private final URI server;
    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient sockets = vertx.createWebSocketClient(new WebSocketClientOptions()
            .setMaxFrameSize(MAX_MESSAGE)
            .setMaxMessageSize(MAX_MESSAGE)
            .setMaxConnections(Integer.MAX_VALUE));
    private final DtlsIdentity identity = DtlsIdentity.create();
    private final ClientLoop loop;
    /// Owned by the loop.
    private final List<Participant> present = new ArrayList<>();

    private Crowd(URI server) throws IOException {
        this.server = server;
        loop = ClientLoop.start("crowd", this::tick);
    }

    /// @param server its WebSocket, such as `ws://127.0.0.1:8080/ws`
    public static Crowd start(URI server) throws IOException {
        return new Crowd(server);
    }

    /// Begins to join; [Participant#joined()] tells how that went.
    public Participant join(Seat seat) {
        Participant participant = new Participant(seat, this);
        loop.execute(() -> present.add(participant));
        participant.join(SignalingSocket.connect(sockets, server));
        return participant;
    }

    ClientLoop loop() {
        return loop;
    }

    ClientLink open(ClientListener listener) {
        return loop.open(ANY, identity, listener);
    }

    private void tick(long nowNanos) {
        present.removeIf(Participant::ended);
        for (Participant participant : List.copyOf(present)) {
            participant.advance(nowNanos);
        }
    }

    /// Ends everybody without a goodbye.
    @Override
    public void close() {
        sockets.close().await();
        loop.close();
        vertx.close().await();
    }
}
