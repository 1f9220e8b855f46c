package io.plenum.benchmarks;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.memory.Packet;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.stats.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Rooms in one engine without a network, whose people see and hear each other and answer what they get as browsers do.
/// The shard's loop turns every 5 ms, as it does where packets come all the time.
final class Rooms {
    private static final long TURN_NANOS = 5_000_000;
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    /// Whom a packet is from is no matter: a few recordings serve all.
    private static final int RECORDINGS = 8;
    /// One in so many speaks.
    private static final int LISTENERS = 4;

    private final Sfu sfu = new Sfu(SfuConfig.defaults(EPOCH_MILLIS), new Counters());
    private final List<Guest> guests = new ArrayList<>();
    private final List<PeerId> senders = new ArrayList<>();
    private final List<Packet> arrived = new ArrayList<>();
    private final Sink sink = new Sink();
    private long nowNanos;
    private long deadline;

    Rooms(int rooms, int people) {
        Random random = new Random(1);
        List<Recording> recordings = new ArrayList<>();
        for (int i = 0; i < RECORDINGS; i++) {
            PublisherOptions person = PublisherOptions.PERSON.filming(LayeredShape.VP8_SIMULCAST_T3);
            recordings.add(new Recording(person, i % LISTENERS == 0, i));
        }
        for (int i = 0; i < rooms * people; i++) {
            long phase = random.nextLong(Recording.NANOS);
            guests.add(new Guest(new PeerId(i), recordings.get(random.nextInt(RECORDINGS)), phase));
        }
        for (int room = 0; room < rooms; room++) {
            meet(new RoomId("room " + room), guests.subList(room * people, (room + 1) * people));
        }
        deadline = sfu.drain(sink, nowNanos);
    }

    private void meet(RoomId room, List<Guest> people) {
        for (Guest guest : people) {
            sfu.command(
                    new Command.Join(
                            room,
                            guest.peer(),
                            guest.peer().value(),
                            guest.peer().value()),
                    nowNanos);
            sfu.command(new Command.Connected(guest.peer()), nowNanos);
            guest.tracks().forEach(track -> sfu.command(new Command.Publish(guest.peer(), track), nowNanos));
        }
        for (Guest guest : people) {
            sfu.command(new Command.OpenSlots(guest.peer(), guest.slots(people.size() - 1)), nowNanos);
            sfu.command(new Command.View(guest.peer(), guest.wishes(people), false, true), nowNanos);
        }
    }

    /// Everybody sends what is due in the next turn.
    void send() {
        nowNanos += TURN_NANOS;
        senders.clear();
        arrived.clear();
        for (Guest guest : guests) {
            while (guest.nextNanos(nowNanos) <= nowNanos) {
                Packet packet = sfu.pool().take();
                if (packet == null) {
                    throw new IllegalStateException("the engine keeps every packet");
                }
                guest.write(packet, nowNanos);
                senders.add(guest.peer());
                arrived.add(packet);
            }
        }
    }

    /// One turn of the loop; gives how many packets went out.
    long turn() {
        long before = sink.packets;
        for (int i = 0; i < arrived.size(); i++) {
            sfu.receive(senders.get(i), arrived.get(i), nowNanos);
        }
        if (nowNanos >= deadline) {
            sfu.advance(nowNanos);
        }
        deadline = sfu.drain(sink, nowNanos);
        return sink.packets - before;
    }

    private final class Sink implements Output {
        private long packets;

        @Override
        public long rtp(PeerId to, OutboundRtp packet) {
            packets++;
            guests.get((int) to.value()).receive(packet);
            return nowNanos;
        }

        @Override
        public void rtcp(PeerId to, byte[] bytes, int offset, int length) {}

        @Override
        public void event(Event event) {
            switch (event) {
                case Event.LayersWanted wanted ->
                    guests.get((int) wanted.publisher().value()).wanted(wanted);
                case Event.RoomFailed failed -> throw new IllegalStateException(failed.reason());
                default -> {}
            }
        }
    }
}
