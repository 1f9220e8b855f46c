package io.plenum.transport.loop;

import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Media goes first where there are too few processors: people who join can wait some milliseconds, a picture
/// cannot. The kernel is told by the threads' nice values: those of media are raised where it allows that;
/// where it does not, what a join takes steps back, which anybody may.
///
/// For the whole process, as the threads are. Until [#mediaFirst] was called, all are equal.
public final class Precedence {
    private static final System.Logger LOG = System.getLogger(Precedence.class.getName());

    /// Nine times the weight of others. With -20 nothing more was gained, and a thread with real-time priority
    /// could stop the machine.
    private static final int RAISED = -10;

    /// A third of the weight of others, among whom are those of other processes.
    private static final int LOWERED = 5;

    private static final int LOWEST = -20;
    private static final int HIGHEST = 19;

    /// What begins before it could step back by itself: the compilers, which in the first half minute take as much as
    /// media, and ice4j's timers. Threads that they make will be as they are.
    private static final List<String> IN_THE_WAY = List.of("C1 Compiler", "C2 Compiler", "ice4j");

    private record Places(int media, int rest) {}

    private static volatile @Nullable Places places;

    private Precedence() {}

    /// Once, before threads of media begin, and after ICE is warm.
    public static void mediaFirst() {
        if (!Nice.perThread()) {
            LOG.log(
                    Level.INFO,
                    "media and joins have equal rights to the processors: threads have no nice values here");
            return;
        }
        int own = Nice.own();
        int raised = Math.max(LOWEST, own + RAISED);
        if (Nice.own(raised)) {
            Nice.own(own);
            places = new Places(raised, own);
            LOG.log(Level.INFO, "media goes first: its threads are raised to nice " + raised);
        } else {
            int lowered = Math.min(HIGHEST, own + LOWERED);
            places = new Places(own, lowered);
            Nice.ofThreads(IN_THE_WAY, lowered);
            LOG.log(
                    Level.INFO,
                    "media goes first: joins and compilers step back to nice " + lowered
                            + " (to raise media instead takes CAP_SYS_NICE)");
        }
    }

    /// The calling thread carries media.
    public static void media() {
        Places decided = places;
        if (decided != null) {
            Nice.own(decided.media());
        }
    }

    /// The calling thread does what can wait. It says so itself, since it may have been made by one of media's
    /// and be as that is; on a virtual thread its carrier is meant, until it next waits.
    public static void rest() {
        Places decided = places;
        if (decided != null) {
            Nice.own(decided.rest());
        }
    }
}
