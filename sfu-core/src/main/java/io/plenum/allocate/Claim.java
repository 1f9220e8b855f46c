package io.plenum.allocate;

import io.plenum.core.Importance;
import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;

/// What one video slot asks of its viewer's link, what it was given and why, and what the next decision must remember
/// of the last ones. Owned by the slot; changed by it and by [BitrateAllocator] only.
public final class Claim {
    /// How high a picture is assumed to be shown when the viewer does not say: one of nine on a full-HD screen.
    public static final int DEFAULT_SHOWN_HEIGHT = 360;

    static final long ROOMY = Long.MAX_VALUE;

    private static final long LONG_AGO = Long.MIN_VALUE / 2;

    Ladder ladder = Ladder.EMPTY;
    int shownHeight = DEFAULT_SHOWN_HEIGHT;
    int framesPerSecond;
    Importance importance = Importance.NORMAL;
    boolean screen;

    private LayerId wanted = LayerId.NONE;
    private LayerId aimed = LayerId.NONE;
    private LayerReason reason = LayerReason.NOTHING_TO_PLAY;
    private long bitsPerSecond;
    private long demand;

    /// Whether the link, not the viewer or the publisher, was the limit last time.
    boolean limited;

    /// Before this no step up is made where the link was the limit.
    long raiseNanos = LONG_AGO;

    /// Nor before this, if it would be close again.
    long doubtNanos = LONG_AGO;

    long raisedNanos = LONG_AGO;
    long holdNanos;

    /// What there was for all when the last step up was made.
    long raisedBudget;

    /// Since when its lowest layer finds no room any more; [#ROOMY] while it does.
    long crampedNanos = ROOMY;

    /// Whether it was given a layer that does not fit, to see what comes of it.
    boolean tried;

    // Of the decision that is being made.
    /// The step that its viewer could use ...
    int covering;
    /// ... and the highest of what there is for anybody.
    int most;
    int lowest;
    int current;
    int step;
    boolean blocked;

    /// Another track plays, or none: nothing is remembered.
    public void restart() {
        ladder = Ladder.EMPTY;
        wanted = LayerId.NONE;
        aimed = LayerId.NONE;
        reason = LayerReason.NOTHING_TO_PLAY;
        bitsPerSecond = 0;
        demand = 0;
        limited = false;
        tried = false;
        raiseNanos = LONG_AGO;
        doubtNanos = LONG_AGO;
        raisedNanos = LONG_AGO;
        holdNanos = 0;
        raisedBudget = 0;
        crampedNanos = ROOMY;
    }

    /// How the slot is shown.
    ///
    /// @param height in device pixels; 0 = hidden
    /// @param frames in a second; more are of no use to the viewer
    public void show(int height, int frames, Importance how, boolean isScreen) {
        shownHeight = height;
        framesPerSecond = frames;
        importance = how;
        screen = isScreen;
    }

    /// What there is to choose from.
    public void offer(Ladder offered) {
        ladder = offered;
    }

    public int shownHeight() {
        return shownHeight;
    }

    /// By the size, were everything sent and server and link up to it.
    public LayerId wanted() {
        return wanted;
    }

    /// Given what is sent and what the link carries.
    public LayerId aimed() {
        return aimed;
    }

    /// Why no better one is aimed at.
    public LayerReason reason() {
        return reason;
    }

    /// What the aimed one takes.
    public long bitsPerSecond() {
        return bitsPerSecond;
    }

    /// What would be sent if the link carried it.
    public long demandBitsPerSecond() {
        return demand;
    }

    /// Whether the viewer looks at it at all.
    public boolean shown() {
        return shownHeight > 0;
    }

    /// Whether the link is what keeps it from more.
    public boolean isLimited() {
        return limited;
    }

    void conclude(int best, LayerReason why) {
        wanted = ladder.id(covering);
        aimed = ladder.id(step);
        bitsPerSecond = ladder.bitsPerSecond(step);
        demand = ladder.bitsPerSecond(best);
        reason = why;
    }
}
