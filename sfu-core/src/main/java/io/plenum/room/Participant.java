package io.plenum.room;

import io.plenum.bwe.RoundTrip;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.memory.TimerQueue;
import io.plenum.send.SplitMix64;
import io.plenum.stats.Counters;
import org.jspecify.annotations.Nullable;

/// One peer in a room: what it sends, what it receives, and its clockwork.
public final class Participant {
    /// The home of a participant whose link is here.
    static final int HERE = -1;

    private static final int SSRC_BITS = 32;

    private final PeerId id;
    private final Room room;
    private final long csrc;
    private final long localSsrc;
    private final Publisher publisher;
    private final Subscriber subscriber;
    private final Counters counters;
    /// Made late: an audience sends nothing, and this has tables of 7 KB.
    private @Nullable Upstream upstream;

    private final TimerQueue.Timer<Participant> timer = new TimerQueue.Timer<>(this);
    private final int home;
    private boolean connected;
    private boolean touched;
    /// Whether it has sent or published anything: of who only watches nothing upstream is to be looked after.
    private boolean sends;

    /// @param home the shard that has its link
    Participant(PeerId id, Room room, long csrc, long seed, int home, Counters counters) {
        SplitMix64 numbers = new SplitMix64(seed);
        this.id = id;
        this.room = room;
        this.csrc = csrc;
        this.home = home;
        this.connected = home != HERE;
        this.localSsrc = numbers.next() >>> (Long.SIZE - SSRC_BITS);
        this.publisher = new Publisher(counters);
        this.subscriber = new Subscriber(this, numbers);
        this.counters = counters;
    }

    public PeerId id() {
        return id;
    }

    public Room room() {
        return room;
    }

    public int tracks() {
        return publisher.tracks().size();
    }

    /// How many SSRCs of this peer are known.
    public int streams() {
        return publisher.streams();
    }

    /// In how many of its slots something plays.
    public int subscriptions() {
        int playing = 0;
        for (Slot slot : subscriber.slots()) {
            playing += slot.track() == null ? 0 : 1;
        }
        return playing;
    }

    /// Its link, and what each of its video slots shows and why.
    public Quality quality(long nowNanos) {
        return subscriber.quality(nowNanos);
    }

    long csrc() {
        return csrc;
    }

    /// Whether its link is on another shard, and it is here only with what it publishes.
    boolean isMirror() {
        return home != HERE;
    }

    int home() {
        return home;
    }

    /// Who our reports and requests to this peer are from.
    long localSsrc() {
        return localSsrc;
    }

    Publisher publisher() {
        return publisher;
    }

    Subscriber subscriber() {
        return subscriber;
    }

    Upstream upstream() {
        Upstream result = upstream;
        if (result == null) {
            result = new Upstream(publisher, counters);
            upstream = result;
        }
        return result;
    }

    RoundTrip roundTrip() {
        return subscriber.downlink().roundTrip();
    }

    TimerQueue.Timer<Participant> timer() {
        return timer;
    }

    boolean connected() {
        return connected;
    }

    void connect() {
        connected = true;
        publisher.look();
    }

    boolean sends() {
        return sends;
    }

    /// It has sent or published something.
    void sent() {
        sends = true;
    }

    /// True the first time since the last [#settled]: something is to be sent, or a deadline moved.
    boolean touch() {
        boolean first = !touched;
        touched = true;
        return first;
    }

    void settled() {
        touched = false;
    }

    /// When something is due for it next, after all that is due now was done.
    long deadline(long nowNanos) {
        return isMirror() ? Mirroring.deadline(this) : linkDeadline(nowNanos);
    }

    private long linkDeadline(long nowNanos) {
        long deadline = subscriber.deadline();
        return sends ? Math.min(deadline, upstream().deadline(connected, nowNanos)) : deadline;
    }
}
