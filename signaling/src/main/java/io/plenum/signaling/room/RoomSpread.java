package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.media.MediaPlane;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// The shards that a room lives on, and who of it is where.
///
/// A peer's link is on one shard, its home. On each other shard that has peers of the room it is mirrored once it
/// publishes: what its home is told of that, they are told as well, after it. Who only watches is known at home
/// alone: of an audience of a thousand nothing is needed elsewhere. A shard joins with its first peer, and is
/// told then who publishes already; with its last one it leaves, and forgets them.
final class RoomSpread {
    private final MediaPlane plane;
    private final ShardChoice choice;
    /// How many peers have their place on a shard, whether the engine knows them or not.
    private final Map<Integer, Integer> placed = new HashMap<>();
    /// Those the engine knows, in the order in which they came.
    private final Map<PeerId, Present> present = new LinkedHashMap<>();
    /// How many of them have their link on a shard: asked with every command, in rooms of a thousand.
    private final TreeMap<Integer, Integer> live = new TreeMap<>();

    /// Where a peer is, and what it publishes.
    private record Present(int home, Command.Join join, Map<TrackId, TrackSpec> tracks) {
        boolean publishes() {
            return !tracks.isEmpty();
        }
    }

    RoomSpread(MediaPlane plane, ShardChoice choice) {
        this.plane = plane;
        this.choice = choice;
    }

    /// The shard for one more peer, which counts from now on until it is [#gone].
    int place() {
        int shard = choice.choose(placed);
        placed.merge(shard, 1, Integer::sum);
        choice.placed(shard);
        return shard;
    }

    void gone(int shard) {
        placed.computeIfPresent(shard, (key, peers) -> peers == 1 ? null : peers - 1);
        choice.gone(shard);
    }

    /// In the order of their numbers.
    Set<Integer> shards() {
        return new TreeSet<>(placed.keySet());
    }

    /// Whether what this shard says about the room as a whole is passed on: all of them say the same.
    boolean leads(int shard) {
        return live.isEmpty() || live.firstKey() == shard;
    }

    /// Gives the engine a command for a peer, on all shards that need to know.
    void command(int home, Command command) {
        switch (command) {
            case Command.Join join -> {
                plane.command(home, join);
                joined(home, join);
            }
            case Command.Publish publish -> {
                introduce(publish.peer());
                tracksOf(publish.peer()).put(publish.track().id(), publish.track());
                everywhere(home, command);
            }
            case Command.Unpublish unpublish -> {
                tracksOf(unpublish.peer()).remove(unpublish.track());
                everywhere(home, command);
            }
            case Command.Mute mute -> {
                tracksOf(mute.peer()).computeIfPresent(mute.track(), (id, track) -> track.withMuted(mute.muted()));
                everywhere(home, command);
            }
            case Command.Leave leave -> {
                if (present.remove(leave.peer()) != null) {
                    live.computeIfPresent(home, (key, peers) -> peers == 1 ? null : peers - 1);
                }
                everywhere(home, command);
                forget(home);
            }
            case Command.Connected connected -> plane.command(home, connected);
            case Command.OpenSlots slots -> plane.command(home, slots);
            case Command.View view -> plane.command(home, view);
            case Command.JoinMirror mirror -> throw new IllegalArgumentException("we mirror by ourselves: " + mirror);
        }
    }

    /// Of somebody who has left meanwhile nothing is kept; the engine ignores it as well.
    private Map<TrackId, TrackSpec> tracksOf(PeerId peer) {
        Present known = present.get(peer);
        return known == null ? new LinkedHashMap<>() : known.tracks();
    }

    private void joined(int home, Command.Join join) {
        if (!live.containsKey(home)) {
            present.values().stream().filter(Present::publishes).forEach(other -> mirror(other, home));
        }
        present.put(join.peer(), new Present(home, join, new LinkedHashMap<>()));
        live.merge(home, 1, Integer::sum);
    }

    /// Before what it publishes is told. Shards that know it from earlier take no notice.
    private void introduce(PeerId peer) {
        Present known = present.get(peer);
        if (known != null && !known.publishes()) {
            others(known.home()).forEach(shard -> mirror(known, shard));
        }
    }

    private void mirror(Present peer, int shard) {
        Command.Join join = peer.join();
        plane.command(shard, new Command.JoinMirror(join.room(), join.peer(), join.csrc(), peer.home()));
        peer.tracks().values().forEach(track -> plane.command(shard, new Command.Publish(join.peer(), track)));
    }

    /// Home first: who asks for a track elsewhere is to find it there.
    private void everywhere(int home, Command command) {
        plane.command(home, command);
        others(home).forEach(shard -> plane.command(shard, command));
    }

    private IntStream others(int home) {
        return live.keySet().stream().mapToInt(Integer::intValue).filter(shard -> shard != home);
    }

    /// A shard without peers of its own has nobody to show the others to.
    private void forget(int shard) {
        if (!live.containsKey(shard)) {
            present.keySet().forEach(peer -> plane.command(shard, new Command.Leave(peer)));
        }
    }
}
