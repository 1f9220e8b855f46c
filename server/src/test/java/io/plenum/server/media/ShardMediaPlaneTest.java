package io.plenum.server.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.SfuConfig;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.media.RemoteTransport;
import io.plenum.transport.Audience;
import io.plenum.transport.LinkState;
import io.plenum.transport.Shard;
import io.plenum.transport.ShardConfig;
import io.plenum.transport.ShardLimits;
import io.plenum.transport.ShardListener;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.UdpPollers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/// What a real shard refuses, in signaling's words.
class ShardMediaPlaneTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final ShardLimits ONE_LINK = new ShardLimits(1, 1024, 100, 400, LONG, LONG, LONG);
    private static final RemoteTransport OFFER = new RemoteTransport(
            "ufrag", "a password of 22 chars", "sha-256", String.join(":", Collections.nCopies(32, "AB")));

    @Test
    void aFullShardIsSaidToBeFull() throws IOException {
        try (Shard shard = start()) {
            MediaPlane plane = new ShardMediaPlane(List.of(shard));
            plane.open(0, new PeerId(1), OFFER).toCompletableFuture().join();
            assertEquals(MediaUnavailable.Reason.FULL, refusal(plane).reason());
        }
    }

    @Test
    void theEngineIsAskedWhatItsSubscribersGet() throws IOException {
        PeerId ann = new PeerId(1);
        PeerId stranger = new PeerId(2);
        MediaPlane plane;
        try (Shard shard = start()) {
            plane = new ShardMediaPlane(List.of(shard));
            plane.command(0, new Command.Join(new RoomId("standup"), ann, 1, 1));
            assertEquals(
                    Set.of(ann),
                    plane.quality(0, List.of(ann, stranger))
                            .toCompletableFuture()
                            .join()
                            .keySet());
        }
        CompletionStage<?> late = plane.quality(0, List.of(ann));
        assertThrows(CompletionException.class, () -> late.toCompletableFuture().join());
    }

    private static MediaUnavailable refusal(MediaPlane plane) {
        CompletionException failure = assertThrows(
                CompletionException.class,
                () -> plane.open(0, new PeerId(2), OFFER).toCompletableFuture().join());
        return assertInstanceOf(MediaUnavailable.class, failure.getCause());
    }

    private static Shard start() throws IOException {
        ShardConfig config = new ShardConfig(
                "full",
                List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Audience.ANYBODY,
                Optional.empty(),
                SfuConfig.defaults(0),
                ONE_LINK,
                UdpPollers.automatic(),
                SrtpEngine.automatic());
        return Shard.start(config, DtlsIdentity.create(), new Deaf());
    }

    private static final class Deaf implements ShardListener {
        @Override
        public void link(PeerId peer, LinkState state, String reason) {}

        @Override
        public void event(Event event) {}
    }
}
