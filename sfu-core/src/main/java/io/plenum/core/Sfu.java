package io.plenum.core;

import io.plenum.memory.Packet;
import io.plenum.memory.PacketPool;
import io.plenum.memory.TimerQueue;
import io.plenum.relay.RelayMessage;
import io.plenum.room.Instruments;
import io.plenum.room.Participant;
import io.plenum.room.Room;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The engine: every room of one shard.
///
/// Packets, commands and time go in through [#receive], [#command] and [#advance]; nothing comes out before [#drain],
/// which is called after each of them, or after a batch. Owned by one shard; every method is called on its thread.
public final class Sfu {
    private final PacketPool pool;
    private final Counters counters;
    private final Instruments instruments;
    private final RelayMessage relayed = new RelayMessage();
    private final Map<RoomId, Room> rooms = new LinkedHashMap<>();
    private final Map<PeerId, Participant> peers = new HashMap<>();
    private final TimerQueue<Room> timers = new TimerQueue<>();
    private final List<Room> touched = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    public Sfu(SfuConfig config, Counters counters) {
        this.pool = new PacketPool(config.packetPoolLimit());
        this.counters = counters;
        this.instruments = new Instruments(config, counters);
    }

    /// Where the shard takes the memory for what it receives.
    public PacketPool pool() {
        return pool;
    }

    public Counters counters() {
        return counters;
    }

    public SfuSnapshot snapshot() {
        int tracks = 0;
        int streams = 0;
        int subscriptions = 0;
        for (Participant peer : peers.values()) {
            tracks += peer.tracks();
            streams += peer.streams();
            subscriptions += peer.subscriptions();
        }
        return new SfuSnapshot(rooms.size(), peers.size(), tracks, streams, subscriptions, pool.inUse());
    }

    /// How a subscriber's link is, what each of its video slots shows and why; empty when the peer is not here.
    public Optional<Quality> quality(PeerId subscriber, long nowNanos) {
        return Optional.ofNullable(peers.get(subscriber)).map(participant -> participant.quality(nowNanos));
    }

    /// An RTP or RTCP packet, decrypted. Takes over the caller's hold on it.
    public void receive(PeerId from, Packet packet, long nowNanos) {
        Participant participant = peers.get(from);
        if (participant == null) {
            counters.drop(DropReason.RTP_UNKNOWN_PEER);
            packet.release();
            return;
        }
        Room room = participant.room();
        try {
            room.receive(participant, packet, nowNanos);
            touch(room);
        } catch (RuntimeException bug) {
            fail(room, bug);
        } finally {
            packet.release();
        }
    }

    /// A message of another shard's engine, as it gave it to its [Output#relay]. Takes over the caller's
    /// hold on it.
    public void receiveRelayed(int from, Packet packet, long nowNanos) {
        counters.count(Counter.RELAY_IN);
        try {
            if (!relayed.wrap(packet.bytes(), packet.length())) {
                counters.drop(DropReason.RELAY_MALFORMED);
            } else if (relayed.isRequest()) {
                answer(from, nowNanos);
            } else {
                receiveRelayed(packet, nowNanos);
            }
        } finally {
            packet.release();
        }
    }

    private void receiveRelayed(Packet packet, long nowNanos) {
        Room room = instruments.mirrors().room(relayed.handle());
        if (room == null) {
            counters.drop(DropReason.RELAY_UNKNOWN_TRACK);
            return;
        }
        try {
            room.receiveRelayed(relayed, packet, nowNanos);
            touch(room);
        } catch (RuntimeException bug) {
            fail(room, bug);
        }
    }

    /// Whoever has left, or is still to come, is asked for in vain; what is needed is asked for again.
    private void answer(int from, long nowNanos) {
        Participant participant = peers.get(new PeerId(relayed.peer()));
        if (participant == null) {
            counters.drop(DropReason.RELAY_UNKNOWN_TRACK);
            return;
        }
        Room room = participant.room();
        try {
            room.asked(participant, from, relayed, nowNanos);
            touch(room);
        } catch (RuntimeException bug) {
            fail(room, bug);
        }
    }

    public void command(Command command, long nowNanos) {
        if (command instanceof Command.Join || command instanceof Command.JoinMirror) {
            join(command);
            return;
        }
        Participant participant = peers.get(peerOf(command));
        if (participant == null) {
            return;
        }
        Room room = participant.room();
        try {
            apply(command, participant, room, nowNanos);
            touch(room);
        } catch (RuntimeException bug) {
            fail(room, bug);
        }
    }

    private void join(Command command) {
        PeerId peer = peerOf(command);
        if (peers.containsKey(peer)) {
            return;
        }
        switch (command) {
            case Command.Join join -> peers.put(peer, room(join.room()).join(join));
            case Command.JoinMirror join -> peers.put(peer, room(join.room()).join(join));
            default -> throw new IllegalStateException("nobody joins by " + command);
        }
    }

    private Room room(RoomId id) {
        return rooms.computeIfAbsent(id, fresh -> new Room(fresh, instruments));
    }

    private static PeerId peerOf(Command command) {
        return switch (command) {
            case Command.Join join -> join.peer();
            case Command.JoinMirror join -> join.peer();
            case Command.Connected connected -> connected.peer();
            case Command.Publish publish -> publish.peer();
            case Command.Unpublish unpublish -> unpublish.peer();
            case Command.Mute mute -> mute.peer();
            case Command.OpenSlots slots -> slots.peer();
            case Command.View view -> view.peer();
            case Command.Leave leave -> leave.peer();
        };
    }

    private void apply(Command command, Participant participant, Room room, long nowNanos) {
        switch (command) {
            case Command.Connected connected -> room.connected(participant);
            case Command.Publish publish -> room.publish(participant, publish.track(), nowNanos);
            case Command.Unpublish unpublish -> room.unpublish(participant, unpublish.track(), nowNanos);
            case Command.Mute mute -> room.mute(participant, mute.track(), mute.muted(), nowNanos);
            case Command.OpenSlots slots -> room.openSlots(participant, slots, nowNanos);
            case Command.View view -> room.view(participant, view, nowNanos);
            case Command.Leave leave -> leave(participant, room, nowNanos);
            case Command.Join join -> throw new IllegalStateException("joined already: " + join);
            case Command.JoinMirror join -> throw new IllegalStateException("joined already: " + join);
        }
    }

    private void leave(Participant participant, Room room, long nowNanos) {
        peers.remove(participant.id());
        room.leave(participant, nowNanos);
        if (room.participants().isEmpty()) {
            end(room);
        }
    }

    private void end(Room room) {
        room.end();
        rooms.remove(room.id());
    }

    /// Does what is due by now.
    public void advance(long nowNanos) {
        for (Room due = timers.pollDue(nowNanos); due != null; due = timers.pollDue(nowNanos)) {
            try {
                due.advance(nowNanos);
                touch(due);
            } catch (RuntimeException bug) {
                fail(due, bug);
            }
        }
    }

    /// This shard is so far behind with what waits for it, in percent of what may be; 0 where it keeps up.
    /// What that leaves out of the video is told by [#relief].
    public void behind(int percent, long nowNanos) {
        Relief before = relief();
        instruments.shedding().loaded(percent, nowNanos);
        if (relief() == before) {
            return;
        }
        for (Room room : List.copyOf(rooms.values())) {
            shareAnew(room, nowNanos);
        }
    }

    private void shareAnew(Room room, long nowNanos) {
        try {
            room.shareAnew(nowNanos);
            touch(room);
        } catch (RuntimeException bug) {
            fail(room, bug);
        }
    }

    /// What everybody here goes without because the shard is behind.
    public Relief relief() {
        return instruments.shedding().level();
    }

    /// Hands out everything there is, and returns when to call [#advance]: `Long.MAX_VALUE` for never.
    public long drain(Output out, long nowNanos) {
        for (int i = 0; i < touched.size(); i++) {
            drain(touched.get(i), out, nowNanos);
        }
        touched.clear();
        for (int i = 0; i < events.size(); i++) {
            out.event(events.get(i));
        }
        events.clear();
        return timers.next();
    }

    private void drain(Room room, Output out, long nowNanos) {
        room.settled();
        if (room.isOver()) {
            // It ended after it was touched: nobody is there to be told anything.
            timers.set(room.timer(), TimerQueue.NEVER);
            return;
        }
        try {
            timers.set(room.timer(), room.drain(out, nowNanos));
        } catch (RuntimeException bug) {
            fail(room, bug);
        }
    }

    private void touch(Room room) {
        if (room.touch()) {
            touched.add(room);
        }
    }

    /// A bug ends the room it is in, and nothing else.
    private void fail(Room room, RuntimeException bug) {
        counters.count(Counter.ROOMS_FAILED);
        timers.set(room.timer(), TimerQueue.NEVER);
        end(room);
        for (Participant participant : room.participants()) {
            peers.remove(participant.id());
        }
        abandon(room, bug);
        events.add(new Event.RoomFailed(room.id(), reason(bug)));
    }

    /// What is broken may break again while it is cleared away.
    private static void abandon(Room room, RuntimeException bug) {
        try {
            room.abandon();
        } catch (RuntimeException another) {
            bug.addSuppressed(another);
        }
    }

    private static String reason(RuntimeException bug) {
        StackTraceElement[] trace = bug.getStackTrace();
        return trace.length == 0 ? bug.toString() : bug + " at " + trace[0];
    }
}
