package io.plenum.signaling.media;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// The shards, as signaling sees them. Every method returns at once and may be called on any thread; stages
/// complete on any thread.
public interface MediaPlane {
    int shards();

    /// How much of what it can do a shard does: 0 = nothing, 1 = all.
    double load(int shard);

    /// Opens a transport for a peer: ICE (we are controlled) and DTLS (we are the server). The stage fails
    /// with [MediaUnavailable] when the shard takes no more of them.
    CompletionStage<LocalTransport> open(int shard, PeerId peer, RemoteTransport remote);

    /// A new ICE session for an open transport (the client restarted ICE); DTLS and SRTP go on.
    CompletionStage<LocalTransport> restart(int shard, PeerId peer, RemoteTransport remote);

    /// Commands of one caller to one shard arrive in order.
    void command(int shard, Command command);

    /// What these subscribers get, and why; those who receive nothing are left out. The stage fails when the shard is
    /// closed, or too busy for questions.
    CompletionStage<Map<PeerId, Quality>> quality(int shard, List<PeerId> peers);

    /// Closes a peer's transport. The engine's `Leave` is a command of its own.
    void close(int shard, PeerId peer);
}
