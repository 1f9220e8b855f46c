package io.plenum.room;

import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import org.jspecify.annotations.Nullable;

/// What others were told last of a slot's choice: only what changed is told again.
final class Told {
    private int demand;
    private @Nullable Track track;
    private LayerId wanted = LayerId.NONE;
    private LayerId aimed = LayerId.NONE;
    private LayerId sent = LayerId.NONE;
    private LayerReason reason = LayerReason.NOTHING_TO_PLAY;

    /// True when the encodings that are watched, as a number, are others than at the last call.
    boolean takeDemandChange(int now) {
        boolean changed = now != demand;
        demand = now;
        return changed;
    }

    boolean takeNews(
            @Nullable Track nowPlaying, LayerId nowWanted, LayerId nowAimed, LayerId nowSent, LayerReason nowReason) {
        boolean news = nowPlaying != track
                || !nowWanted.equals(wanted)
                || !nowAimed.equals(aimed)
                || !nowSent.equals(sent)
                || nowReason != reason;
        track = nowPlaying;
        wanted = nowWanted;
        aimed = nowAimed;
        sent = nowSent;
        reason = nowReason;
        return news;
    }
}
