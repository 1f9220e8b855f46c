package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.Introductions;
import io.plenum.signaling.media.MediaPlane;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The shards that a room lives on: how many of its peers have their place where, and what the engines there are told.
final class RoomSpread {
    private final ShardChoice choice;
    private final Introductions introductions;
    /// How many peers have their place on a shard, whether the engine knows them or not.
    private final Map<Integer, Integer> placed = new HashMap<>();

    RoomSpread(MediaPlane plane, ShardChoice choice) {
        this.choice = choice;
        this.introductions = new Introductions(plane::command);
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

    /// How many of its peers have their place there.
    int peers(int shard) {
        return placed.getOrDefault(shard, 0);
    }

    /// In the order of their numbers.
    Set<Integer> shards() {
        return new TreeSet<>(placed.keySet());
    }

    /// Whether what this shard says about the room as a whole is passed on: all of them say the same.
    boolean leads(int shard) {
        return introductions.leads(shard);
    }

    /// Gives the engine a command for a peer, on all shards that need to know.
    void command(int home, Command command) {
        introductions.command(home, command);
    }
}
