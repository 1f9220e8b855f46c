package io.plenum.signaling.room;

import io.plenum.signaling.protocol.Described;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Messages;
import io.plenum.signaling.protocol.Outgoing;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the people of a room are to be told of each other: gathered, so that a crowd which comes at once is told in few
/// messages and not in as many as it has people, to each of them. Of each only the last state is kept, so however long
/// this waits, it is no larger than the room.
///
/// Owned by its [Conference]; time is an argument.
final class RoomNews {
    /// Nobody sees a name or a mute come a tenth of a second late.
    static final long PAUSE_NANOS = 100_000_000L;

    /// To tell one takes some 10 µs of the event loop that all rooms share: one room's news take 4 % of it at most.
    static final long PAUSE_FOR_EACH_NANOS = 250_000L;

    /// An audience that comes and goes changes a number and a list that few look at.
    static final long AUDIENCE_PAUSE_NANOS = 1_000_000_000L;

    private final Map<String, Described> here = new LinkedHashMap<>();
    private final Map<String, LeaveReason> left = new LinkedHashMap<>();
    private long number;
    private long toldNanos;
    private boolean onlyAudience = true;

    /// What comes first is told at once.
    RoomNews(long nowNanos) {
        toldNanos = nowNanos - AUDIENCE_PAUSE_NANOS;
    }

    /// Somebody is there who was not, or has changed.
    ///
    /// @param published whether it had a track before
    void here(String id, Described now, boolean published) {
        here.put(id, now);
        number++;
        onlyAudience &= !published && !now.publishes();
    }

    void left(String id, LeaveReason reason, boolean published) {
        here.remove(id);
        left.put(id, reason);
        number++;
        onlyAudience &= !published;
    }

    boolean isEmpty() {
        return here.isEmpty() && left.isEmpty();
    }

    /// Counts on with everything that happens: whoever was told how the room is at this number knows all before it.
    long number() {
        return number;
    }

    /// Whether somebody knows all this by itself.
    boolean isOnlyAbout(String id) {
        return left.isEmpty() && here.size() == 1 && here.containsKey(id);
    }

    /// When it is time to tell, if there is anything.
    ///
    /// @param people to be told
    long dueNanos(int people) {
        long pause = Math.max(PAUSE_NANOS, people * PAUSE_FOR_EACH_NANOS);
        return toldNanos + (onlyAudience ? Math.max(pause, AUDIENCE_PAUSE_NANOS) : pause);
    }

    /// The message for everybody; nothing waits any more.
    Outgoing take(int people, long nowNanos) {
        Outgoing message = Messages.participants(
                people, here.values().stream().map(Described::json).toList(), left);
        forget();
        toldNanos = nowNanos;
        return message;
    }

    /// There is nobody to tell it to.
    void forget() {
        here.clear();
        left.clear();
        onlyAudience = true;
    }
}
