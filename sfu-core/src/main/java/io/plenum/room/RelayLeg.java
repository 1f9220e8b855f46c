package io.plenum.room;

import io.plenum.core.Relief;
import io.plenum.relay.Shedding;
import io.plenum.stats.Counters;

/// A track on its way to one other shard, as long as that shard goes on asking for it.
final class RelayLeg {
    /// Three requests may be late before somebody who still watches goes without.
    private static final long HOLDS_NANOS = 3_500_000_000L;

    private final int shard;
    private final int handle;
    private final RelayRoutes routes;
    private final Shedding shedding;
    private final RelayedLayer[] layers;
    private long expires;
    private int demand;
    private int ladderTold = -1;
    private long flowingTold = -1;

    /// @param handle what the other shard knows the track by
    RelayLeg(int shard, int handle, Track track, RelayRoutes routes, Counters counters) {
        this.shard = shard;
        this.handle = handle;
        this.routes = routes;
        this.shedding = routes.to(shard);
        this.layers = new RelayedLayer[track.layers().size()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = new RelayedLayer(this, track.layers().get(i), counters);
        }
    }

    int shard() {
        return shard;
    }

    int handle() {
        return handle;
    }

    RelayRoutes routes() {
        return routes;
    }

    Shedding shedding() {
        return shedding;
    }

    RelayedLayer[] layers() {
        return layers;
    }

    /// A bit for each encoding that is watched over there.
    int demand() {
        return demand;
    }

    void demand(int encodings, long nowNanos) {
        demand = encodings;
        expires = nowNanos + HOLDS_NANOS;
        for (int i = 0; i < layers.length; i++) {
            layers[i].want((encodings & 1 << i) != 0);
        }
    }

    boolean expired(long nowNanos) {
        return nowNanos >= expires;
    }

    RelayedLayer layer(ReceivedPacket received) {
        return layers[received.layer().index()];
    }

    /// The layers that the other shard may count on: of those that flow, the lowest alone while its way is
    /// overloaded. Its viewers then move down by themselves, each at a key frame, and nothing stands still.
    long flowing(Track track) {
        return track.qualities().flowing(shedding.level().includes(Relief.SIZES));
    }

    /// Whether the other shard knows less about the layers than there is to know.
    boolean hasLadderNews(Track track) {
        return track.qualities().version() != ladderTold || flowing(track) != flowingTold;
    }

    /// It knows this now.
    void ladderTold(int version, long flowing) {
        ladderTold = version;
        flowingTold = flowing;
    }
}
