package io.plenum.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Which of the engines that a room lives on is told what.
///
/// A peer's link is on one shard, its home. To each other shard that has peers of the room it is introduced once it
/// publishes: what its home is told of that, they are told as well, after it. Who only watches is known at home
/// alone: of an audience of a thousand nothing is needed elsewhere. A shard joins with its first peer, and is told then
/// who publishes already; with its last one it leaves, and forgets those who were introduced to it.
public final class Introductions {
    private final Engines engines;
    /// Those the engines know, in the order in which they came.
    private final Map<PeerId, Present> present = new LinkedHashMap<>();
    /// How many of them have their link on a shard: asked with every command, in rooms of a thousand.
    private final TreeMap<Integer, Integer> live = new TreeMap<>();

    /// The engines of all shards, by the shards' numbers.
    @FunctionalInterface
    public interface Engines {
        void command(int shard, Command command);
    }

    /// Where a peer is, what it publishes, and to which other shards it was introduced.
    private record Present(int home, Command.Join join, Map<TrackId, TrackSpec> tracks, Set<Integer> elsewhere) {
        Present(int home, Command.Join join) {
            this(home, join, new LinkedHashMap<>(), new TreeSet<>());
        }

        boolean publishes() {
            return !tracks.isEmpty();
        }
    }

    public Introductions(Engines engines) {
        this.engines = engines;
    }

    /// Whether what this shard says about the room as a whole is passed on: all of them say the same.
    public boolean leads(int shard) {
        return live.isEmpty() || live.firstKey() == shard;
    }

    /// Gives a command for a peer to its home, and to all other shards that need to know. Home first: who asks for a
    /// track elsewhere is to find it there.
    public void command(int home, Command command) {
        if (command instanceof Command.JoinMirror) {
            throw new IllegalArgumentException("we introduce by ourselves: " + command);
        }
        engines.command(home, command);
        switch (command) {
            case Command.Join join -> joined(home, join);
            case Command.Publish publish -> published(publish);
            case Command.Unpublish unpublish -> {
                Present known = present.get(unpublish.peer());
                if (known != null) {
                    known.tracks().remove(unpublish.track());
                    elsewhere(known, unpublish);
                }
            }
            case Command.Mute mute -> {
                Present known = present.get(mute.peer());
                if (known != null) {
                    known.tracks().computeIfPresent(mute.track(), (id, track) -> track.withMuted(mute.muted()));
                    elsewhere(known, mute);
                }
            }
            case Command.Leave leave -> left(present.remove(leave.peer()), leave);
            // Matters of its home alone, but for the last, which was refused above.
            case Command.Connected _, Command.OpenSlots _, Command.View _, Command.JoinMirror _ -> {}
        }
    }

    private void joined(int home, Command.Join join) {
        if (!live.containsKey(home)) {
            present.values().stream().filter(Present::publishes).forEach(other -> introduce(other, home));
        }
        present.put(join.peer(), new Present(home, join));
        live.merge(home, 1, Integer::sum);
    }

    /// Of somebody who has left meanwhile nothing is kept; the engine ignores it as well.
    private void published(Command.Publish publish) {
        Present known = present.get(publish.peer());
        if (known == null) {
            return;
        }
        for (int shard : live.keySet()) {
            if (shard != known.home() && !known.elsewhere().contains(shard)) {
                introduce(known, shard);
            }
        }
        known.tracks().put(publish.track().id(), publish.track());
        elsewhere(known, publish);
    }

    private void introduce(Present peer, int shard) {
        Command.Join join = peer.join();
        peer.elsewhere().add(shard);
        engines.command(shard, new Command.JoinMirror(join.room(), join.peer(), join.csrc(), peer.home()));
        peer.tracks().values().forEach(track -> engines.command(shard, new Command.Publish(join.peer(), track)));
    }

    private void elsewhere(Present peer, Command command) {
        peer.elsewhere().forEach(shard -> engines.command(shard, command));
    }

    private void left(@Nullable Present peer, Command.Leave leave) {
        if (peer == null) {
            return;
        }
        elsewhere(peer, leave);
        live.computeIfPresent(peer.home(), (shard, peers) -> peers == 1 ? null : peers - 1);
        if (!live.containsKey(peer.home())) {
            forgetOthers(peer.home());
        }
    }

    /// A shard without peers of its own has nobody to show the others to.
    private void forgetOthers(int shard) {
        for (Present other : present.values()) {
            if (other.elsewhere().remove(shard)) {
                engines.command(shard, new Command.Leave(other.join().peer()));
            }
        }
    }
}
