package io.plenum.allocate;

import io.plenum.core.LayerId;
import io.plenum.core.Relief;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The qualities of one track: its pictures from the lowest to the highest, each with its temporal layers.
///
/// A viewer climbs it on a path that leaves out what is worse than what lies below. Of a camera a larger picture is
/// better only if it moves at half the frame rate or more; of a screen sharpness comes before motion.
public final class Ladder {
    public static final Ladder EMPTY = new Ladder(List.of());

    public static final int NOTHING = -1;

    /// Frames in a second with all temporal layers: what cameras in meetings are opened with.
    private static final int USUAL_FRAMES = 30;

    private final Rung[] rungs;
    /// Of the picture of each step, where it begins and ends.
    private final int[] first;
    private final int[] top;
    private final boolean anyAvailable;
    private final int lowestUsable;

    /// @param steps pictures from the lowest to the highest, within each the temporal layers likewise
    public Ladder(List<Rung> steps) {
        rungs = steps.toArray(new Rung[0]);
        first = new int[rungs.length];
        top = new int[rungs.length];
        boolean available = false;
        for (int index = 0; index < rungs.length; index++) {
            available |= rungs[index].available();
            boolean same = index > 0 && isPicture(rungs[index - 1], rungs[index].id());
            first[index] = same ? first[index - 1] : index;
            for (int below = first[index]; below <= index; below++) {
                top[below] = index;
            }
        }
        anyAvailable = available;
        lowestUsable = firstUsable(0);
    }

    private static boolean isPicture(Rung rung, LayerId id) {
        return rung.id().encoding() == id.encoding() && rung.id().spatial() == id.spatial();
    }

    /// Of its steps only these; itself where that is all of them.
    public Ladder within(Predicate<LayerId> kept) {
        List<Rung> rest = Stream.of(rungs).filter(rung -> kept.test(rung.id())).toList();
        return rest.size() == rungs.length ? this : new Ladder(rest);
    }

    public int size() {
        return rungs.length;
    }

    public Rung rung(int index) {
        return rungs[index];
    }

    public LayerId id(int index) {
        return index == NOTHING ? LayerId.NONE : rungs[index].id();
    }

    public long bitsPerSecond(int index) {
        return index == NOTHING ? 0 : rungs[index].bitsPerSecond();
    }

    /// [#NOTHING] when it has no such step.
    public int find(LayerId id) {
        for (int index = 0; index < rungs.length; index++) {
            if (rungs[index].id().equals(id)) {
                return index;
            }
        }
        return NOTHING;
    }

    /// The highest temporal layer of a picture that takes no more than this; [#NOTHING] when none is so small.
    public int temporalWithin(LayerId picture, long bitsPerSecond) {
        int temporal = NOTHING;
        for (Rung rung : rungs) {
            if (isPicture(rung, picture) && rung.bitsPerSecond() <= bitsPerSecond) {
                temporal = Math.max(temporal, rung.id().temporal());
            }
        }
        return temporal;
    }

    /// The step beyond which more would be wasted: the smallest picture that covers the height, no faster than needed.
    int covering(int height, int framesPerSecond) {
        int at = 0;
        while (at < rungs.length - 1 && rungs[at].height() < height) {
            at++;
        }
        int covering = top[at];
        for (int frames = USUAL_FRAMES; frames > framesPerSecond && covering > first[at]; frames /= 2) {
            covering--;
        }
        return covering;
    }

    /// The highest step up to this one that goes although something is left out of the video; [#NOTHING] for none.
    int relieved(int step, Relief relief) {
        return switch (relief) {
            case NONE -> step;
            case FRAMES -> first[step];
            case SIZES -> Math.min(first[step], Math.max(0, lowestUsable));
            case PICTURES -> NOTHING;
        };
    }

    /// The next step up on the path to `most`; [#NOTHING] when there is none.
    ///
    /// @param from [#NOTHING] for the first one
    int next(int from, int most, boolean screen) {
        for (int index = from + 1; index <= most; index++) {
            if (usable(index) && onPath(index, most, screen)) {
                return index;
            }
        }
        return NOTHING;
    }

    /// Each temporal layer doubles the frames of those below it.
    private boolean onPath(int index, int most, boolean screen) {
        if (screen) {
            return index == first[index] || first[index] == first[most];
        }
        int fastest = Math.max(first[index], top[index] - (top[most] - most));
        boolean lowestPicture = first[index] <= lowestUsable;
        return index <= fastest && (lowestPicture || index >= fastest - 1);
    }

    /// The first step of the path, or, where nothing of it can be had, the next one above: anything rather than
    /// nothing.
    int lowest(int most, boolean screen) {
        int lowest = next(NOTHING, most, screen);
        return lowest == NOTHING ? firstUsable(most) : lowest;
    }

    /// The best step that can be had, whatever it takes.
    int best(int most, boolean screen) {
        for (int index = most; index >= 0; index--) {
            if (usable(index) && onPath(index, most, screen)) {
                return index;
            }
        }
        return firstUsable(most);
    }

    private int firstUsable(int from) {
        for (int index = from; index < rungs.length; index++) {
            if (usable(index)) {
                return index;
            }
        }
        return NOTHING;
    }

    /// What has not begun may be anything: until the first packet all steps are hoped for.
    boolean usable(int index) {
        return rungs[index].available() || !anyAvailable;
    }

    /// Whether a step shows the largest picture there is.
    boolean isLargest(int index) {
        return top[index] == rungs.length - 1;
    }
}
