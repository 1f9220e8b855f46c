package io.plenum.signaling.room;

import java.util.OptionalInt;
import java.util.stream.IntStream;

/// Which shard somebody has to leave for another one.
///
/// Where people go is decided when they join, by the load there is then; what they switch on later, or others'
/// rooms, can be too much for their shard while another one idles. Moving costs the one who moves a moment without
/// media, so it is for a shard that is close to leaving something out of everybody's video, look after look, and for
/// one person at a look. Where load is even nobody moves, nor back and forth: a shard that takes people is far from
/// overload.
final class Relocation {
    /// In a row, before the first one moves: a burst of joins or of key frames is over by then.
    static final int LOOKS = 3;

    private final ShardChoice choice;
    private final int[] looks;

    Relocation(ShardChoice choice) {
        this.choice = choice;
        this.looks = new int[choice.shards()];
    }

    /// A look at the load, every few seconds: a move shows in it by the next one.
    OptionalInt look() {
        boolean relief = choice.anyIsAtEase();
        for (int shard = 0; shard < looks.length; shard++) {
            looks[shard] = relief && choice.isOverloaded(shard) ? looks[shard] + 1 : 0;
        }
        return IntStream.range(0, looks.length)
                .filter(shard -> looks[shard] >= LOOKS)
                .reduce((one, other) -> choice.load(other) > choice.load(one) ? other : one);
    }
}
