package io.plenum.room;

import io.plenum.memory.IntTable;
import org.jspecify.annotations.Nullable;

/// The tracks of a shard that come from other shards, by the numbers under which they come.
public final class Mirrors {
    private final IntTable<Track> byHandle = new IntTable<>();
    private int handles;

    /// The room of a track; null when it has gone.
    public @Nullable Room room(int handle) {
        Track track = byHandle.get(handle);
        return track == null ? null : track.sender().room();
    }

    @Nullable
    Track track(int handle) {
        return byHandle.get(handle);
    }

    /// Numbers are not used again: what is still on its way to a track that has gone finds nothing.
    void add(Track track, int home) {
        Mirror mirror = new Mirror(home, ++handles, track);
        track.mirror(mirror);
        byHandle.put(mirror.handle(), track);
    }

    void remove(Track track) {
        Mirror mirror = track.mirror();
        if (mirror != null) {
            byHandle.remove(mirror.handle());
        }
    }
}
