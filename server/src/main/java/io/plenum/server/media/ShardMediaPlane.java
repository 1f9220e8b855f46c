package io.plenum.server.media;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.MediaUnavailable;
import io.plenum.signaling.media.RemoteTransport;
import io.plenum.transport.LocalDescription;
import io.plenum.transport.RemoteDescription;
import io.plenum.transport.Shard;
import io.plenum.transport.ShardUnavailable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/// The shards in signaling's words. Signaling and transport do not know each other; this class knows both.
final class ShardMediaPlane implements MediaPlane {
    private final List<Shard> shards;

    ShardMediaPlane(List<Shard> shards) {
        this.shards = List.copyOf(shards);
    }

    @Override
    public int shards() {
        return shards.size();
    }

    @Override
    public double load(int shard) {
        return shards.get(shard).load();
    }

    @Override
    public CompletionStage<LocalTransport> open(int shard, PeerId peer, RemoteTransport remote) {
        return translated(shards.get(shard).open(peer, description(remote)));
    }

    @Override
    public CompletionStage<LocalTransport> restart(int shard, PeerId peer, RemoteTransport remote) {
        return translated(shards.get(shard).restart(peer, description(remote)));
    }

    @Override
    public void command(int shard, Command command) {
        shards.get(shard).command(command);
    }

    @Override
    public CompletionStage<Map<PeerId, Quality>> quality(int shard, List<PeerId> peers) {
        return shards.get(shard).quality(peers);
    }

    @Override
    public void close(int shard, PeerId peer) {
        shards.get(shard).close(peer);
    }

    private static RemoteDescription description(RemoteTransport remote) {
        return new RemoteDescription(
                remote.ufrag(), remote.password(), remote.fingerprintAlgorithm(), remote.fingerprint());
    }

    private static CompletionStage<LocalTransport> translated(CompletionStage<LocalDescription> reply) {
        return reply.handle((local, failure) -> failure == null
                        ? CompletableFuture.completedStage(transport(local))
                        : CompletableFuture.<LocalTransport>failedStage(translated(failure)))
                .thenCompose(stage -> stage);
    }

    private static Throwable translated(Throwable failure) {
        return failure instanceof ShardUnavailable shard ? new MediaUnavailable(reason(shard)) : failure;
    }

    private static MediaUnavailable.Reason reason(ShardUnavailable shard) {
        return switch (shard.reason()) {
            case FULL -> MediaUnavailable.Reason.FULL;
            case BUSY -> MediaUnavailable.Reason.BUSY;
            case CLOSED -> MediaUnavailable.Reason.CLOSED;
        };
    }

    private static LocalTransport transport(LocalDescription local) {
        return new LocalTransport(local.ufrag(), local.password(), local.fingerprint(), local.candidates());
    }
}
