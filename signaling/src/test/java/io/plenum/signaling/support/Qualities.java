package io.plenum.signaling.support;

import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import io.plenum.core.LayerStatus;
import io.plenum.core.LinkLimit;
import io.plenum.core.LinkStatus;
import io.plenum.core.Quality;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
import java.util.List;
import java.util.Optional;

/// What the engine could say of a viewer on a narrow link.
public final class Qualities {
    private static final LayerStatus LARGE = new LayerStatus(new LayerId(2, 0, 2), 720, 1_700_000);
    private static final LayerStatus MIDDLE = new LayerStatus(new LayerId(1, 0, 1), 360, 480_000);

    private Qualities() {}

    /// A link of 1.4 Mbit/s, and one slot in which a track plays in half the size that would fit.
    public static Quality narrow(String mid, TrackId track) {
        return of(
                1_400_000, new SlotStatus(mid, Optional.of(track), 720, LARGE, MIDDLE, MIDDLE, LayerReason.BANDWIDTH));
    }

    /// One slot in which nothing plays.
    public static Quality idle(String mid) {
        return of(
                5_000_000,
                new SlotStatus(
                        mid,
                        Optional.empty(),
                        0,
                        LayerStatus.NONE,
                        LayerStatus.NONE,
                        LayerStatus.NONE,
                        LayerReason.NOTHING_TO_PLAY));
    }

    private static Quality of(long estimate, SlotStatus slot) {
        LinkStatus link =
                new LinkStatus(estimate, 1_180_000, 3_400_000, 0.01234, 48_400_000, 12_000_000, LinkLimit.DELAY);
        return new Quality(link, List.of(slot));
    }
}
