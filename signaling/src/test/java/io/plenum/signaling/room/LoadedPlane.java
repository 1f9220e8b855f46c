package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.RemoteTransport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/// Shards as busy as a test says, which note what they are told.
final class LoadedPlane implements MediaPlane {
    private final double[] loads;
    private final List<List<Command>> commands = new ArrayList<>();

    LoadedPlane(double... loads) {
        this.loads = loads;
        for (int i = 0; i < loads.length; i++) {
            commands.add(new ArrayList<>());
        }
    }

    void load(int shard, double load) {
        loads[shard] = load;
    }

    /// What a shard has been told since the last call.
    List<Command> take(int shard) {
        List<Command> taken = List.copyOf(commands.get(shard));
        commands.get(shard).clear();
        return taken;
    }

    @Override
    public int shards() {
        return loads.length;
    }

    @Override
    public double load(int shard) {
        return loads[shard];
    }

    @Override
    public void command(int shard, Command command) {
        commands.get(shard).add(command);
    }

    @Override
    public CompletionStage<LocalTransport> open(int shard, PeerId peer, RemoteTransport remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<LocalTransport> restart(int shard, PeerId peer, RemoteTransport remote) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Map<PeerId, Quality>> quality(int shard, List<PeerId> peers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close(int shard, PeerId peer) {
        throw new UnsupportedOperationException();
    }
}
