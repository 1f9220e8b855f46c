package io.plenum.room;

import io.plenum.memory.IntTable;
import io.plenum.relay.Shedding;

/// The ways from this shard to others, as far as its rooms use them: all rooms share the load of each.
final class RelayRoutes {
    private final IntTable<Shedding> byShard = new IntTable<>();
    private int streams;

    Shedding to(int shard) {
        Shedding known = byShard.get(shard);
        if (known != null) {
            return known;
        }
        Shedding fresh = new Shedding();
        byShard.put(shard, fresh);
        return fresh;
    }

    /// A number for a stream that continues no other.
    int nextStream() {
        return ++streams;
    }
}
