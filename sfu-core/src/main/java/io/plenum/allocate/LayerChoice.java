package io.plenum.allocate;

import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import java.util.List;

/// The layer that one slot should show: the smallest that covers the size at which it is shown, of those that fit and
/// are sent.
///
/// @param wanted by the size, were it sent
/// @param aimed at, given what is sent
/// @param reason why no better one is aimed at
public record LayerChoice(LayerId wanted, LayerId aimed, LayerReason reason) {
    public static final LayerChoice NOTHING = new LayerChoice(LayerId.NONE, LayerId.NONE, LayerReason.NOTHING_TO_PLAY);
    private static final LayerChoice HIDDEN = new LayerChoice(LayerId.NONE, LayerId.NONE, LayerReason.HIDDEN);

    /// How high a picture is assumed to be shown when the viewer does not say: one of nine on a full-HD screen.
    public static final int DEFAULT_SHOWN_HEIGHT = 360;

    /// Frames in a second with all temporal layers: what cameras in meetings are opened with.
    private static final int USUAL_FRAMES = 30;

    /// For a slot whose link is not known to be narrow.
    public static final int NO_LIMIT = Integer.MAX_VALUE;

    /// @param ladder lowest quality first, not empty
    /// @param shownHeight in device pixels; 0 = hidden
    /// @param framesPerSecond more than these are of no use to the viewer
    /// @param limit the highest step that may be used, counted from 0
    public static LayerChoice choose(List<Rung> ladder, int shownHeight, int framesPerSecond, int limit) {
        if (shownHeight <= 0) {
            return HIDDEN;
        }
        int covering = covering(ladder, shownHeight);
        int wanted = Math.min(covering, limit);
        int aimed = flowing(ladder, wanted);
        return new LayerChoice(
                slowed(ladder.get(wanted).id(), framesPerSecond),
                slowed(ladder.get(aimed).id(), framesPerSecond),
                reason(ladder, covering, wanted, aimed));
    }

    /// Each temporal layer doubles the frames of those below it.
    private static LayerId slowed(LayerId full, int framesPerSecond) {
        int temporal = full.temporal();
        for (int frames = USUAL_FRAMES; frames > framesPerSecond && temporal > 0; frames /= 2) {
            temporal--;
        }
        return new LayerId(full.encoding(), full.spatial(), temporal);
    }

    private static int covering(List<Rung> ladder, int shownHeight) {
        int at = 0;
        while (at < ladder.size() - 1 && ladder.get(at).height() < shownHeight) {
            at++;
        }
        return at;
    }

    /// The wanted step, or the next lower one that flows, or the next higher one: anything rather than nothing.
    private static int flowing(List<Rung> ladder, int wanted) {
        for (int at = wanted; at >= 0; at--) {
            if (ladder.get(at).flows()) {
                return at;
            }
        }
        for (int at = wanted + 1; at < ladder.size(); at++) {
            if (ladder.get(at).flows()) {
                return at;
            }
        }
        return wanted;
    }

    private static LayerReason reason(List<Rung> ladder, int covering, int wanted, int aimed) {
        if (!ladder.get(wanted).flows() || aimed != wanted) {
            return LayerReason.PUBLISHER_DOES_NOT_SEND;
        }
        if (wanted < covering) {
            return LayerReason.BANDWIDTH;
        }
        return wanted < ladder.size() - 1 ? LayerReason.SIZE : LayerReason.PLAYING_WANTED;
    }
}
