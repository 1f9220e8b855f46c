package io.plenum.signaling.room;

import io.plenum.signaling.config.SignalingConfig.Spread;
import io.plenum.signaling.media.MediaPlane;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/// Which shard the next peer goes to, and which one has too many: a room stays on the fewest shards that carry it.
///
/// Load is measured and comes late, so it is looked at roughly, and between shards that look alike the number
/// of peers decides, which is known at once.
final class ShardChoice {
    /// Differences below a twentieth come and go.
    private static final int STEPS = 20;

    private static final int PERCENT = 100;

    private final MediaPlane plane;
    private final Spread limits;
    private final int[] peers;

    ShardChoice(MediaPlane plane, Spread limits) {
        this.plane = plane;
        this.limits = limits;
        this.peers = new int[plane.shards()];
    }

    void placed(int shard) {
        peers[shard]++;
    }

    void gone(int shard) {
        peers[shard]--;
    }

    /// @param room how many peers of the room are on which shard; empty for a new room
    int choose(Map<Integer, Integer> room) {
        return least(shard -> carriesMore(room, shard))
                .or(() -> least(shard -> !room.containsKey(shard) && (room.isEmpty() || isAtEase(shard))))
                .or(() -> least(room::containsKey))
                .orElseThrow();
    }

    private boolean carriesMore(Map<Integer, Integer> room, int shard) {
        int there = room.getOrDefault(shard, 0);
        return there > 0 && there < limits.participantsPerShard() && plane.load(shard) * PERCENT < limits.busyPercent();
    }

    int shards() {
        return peers.length;
    }

    double load(int shard) {
        return plane.load(shard);
    }

    /// Half way from busy to where nothing more can be done: close to leaving something out of everybody's video.
    boolean isOverloaded(int shard) {
        return plane.load(shard) * PERCENT * 2 >= limits.busyPercent() + PERCENT;
    }

    boolean anyIsAtEase() {
        return IntStream.range(0, peers.length).anyMatch(this::isAtEase);
    }

    /// Clearly less loaded than one that is called busy.
    private boolean isAtEase(int shard) {
        return plane.load(shard) * PERCENT * 3 < limits.busyPercent() * 2;
    }

    private Optional<Integer> least(IntPredicate among) {
        return IntStream.range(0, peers.length)
                .filter(among)
                .boxed()
                .min(Comparator.<Integer>comparingLong(shard -> Math.round(plane.load(shard) * STEPS))
                        .thenComparingInt(shard -> peers[shard]));
    }
}
