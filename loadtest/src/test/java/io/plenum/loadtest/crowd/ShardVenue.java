package io.plenum.loadtest.crowd;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.SfuConfig;
import io.plenum.stats.Counter;
import io.plenum.transport.LinkState;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.RemoteDescription;
import io.plenum.transport.Shard;
import io.plenum.transport.ShardConfig;
import io.plenum.transport.ShardListener;
import io.plenum.transport.dtls.DtlsIdentity;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/// A server of one real shard without signaling: whoever offers is let into the one room, and nothing is forwarded.
final class ShardVenue implements Venue, AutoCloseable {
    private static final RoomId ROOM = new RoomId("room");
    private static final ShardListener DEAF = new ShardListener() {
        @Override
        public void link(PeerId peer, LinkState state, String reason) {}

        @Override
        public void event(Event event) {}
    };

    private final AtomicInteger peers = new AtomicInteger();
    private final Shard shard;

    ShardVenue() throws IOException {
        ShardConfig config = new ShardConfig(
                "shard",
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Optional.empty(),
                SfuConfig.defaults(1_700_000_000_000L));
        shard = Shard.start(config, DtlsIdentity.create(), DEAF);
    }

    /// RTP packets of everybody that have arrived by now.
    long packets() {
        return shard.counters().get(Counter.RTP_IN);
    }

    @Override
    public Future<Entrance> open(Seat seat) {
        return Future.succeededFuture(new Door(new PeerId(peers.incrementAndGet())));
    }

    @Override
    public void close() {
        shard.close();
    }

    private final class Door implements Entrance {
        private final PeerId peer;

        Door(PeerId peer) {
            this.peer = peer;
        }

        @Override
        public Future<Long> enter(Seat seat) {
            shard.command(new Command.Join(ROOM, peer, peer.value(), peer.value()));
            return Future.succeededFuture(peer.value());
        }

        @Override
        public Future<String> offer(String sdp) {
            RemoteDescription offered = new RemoteDescription(
                    value(sdp, "a=ice-ufrag:"),
                    value(sdp, "a=ice-pwd:"),
                    "sha-256",
                    value(sdp, "a=fingerprint:sha-256 "));
            return Future.fromCompletionStage(shard.open(peer, offered)).map(ShardVenue::answer);
        }

        @Override
        public Future<Void> leave() {
            shard.close(peer);
            return Future.succeededFuture();
        }
    }

    private static String value(String sdp, String prefix) {
        return sdp.lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    private static String answer(LocalDescription transport) {
        return "a=ice-ufrag:" + transport.ufrag() + "\r\na=ice-pwd:" + transport.password()
                + "\r\na=fingerprint:sha-256 " + transport.fingerprint()
                + transport.candidates().stream()
                        .map(candidate -> "\r\na=candidate:" + candidate)
                        .collect(Collectors.joining());
    }
}
