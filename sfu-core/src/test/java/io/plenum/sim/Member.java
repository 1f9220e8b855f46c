package io.plenum.sim;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.rtp.RtpPacket;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One participant of a simulated conference: a fake browser, its two links, and what signaling told it.
public final class Member {
    /// ICE and DTLS take a few round trips before media can flow.
    private static final long CONNECT_NANOS = Times.millis(80);

    /// A message to a client, and what the client does with it.
    private static final long SIGNALING_NANOS = Times.millis(20);

    private final String name;
    private final PeerId peer;
    private final long csrc;
    private final Simulation simulation;
    private final SfuHost host;
    private final Link uplink;
    private final Link downlink;
    private final Random random;
    private final Simulation.Timer timer;
    private final List<SlotSpec> slots;
    private final Map<String, Optional<TrackId>> announced = new HashMap<>();
    private final CsrcOfTrack csrcs;
    private final long firstTrack;
    private final long epochMillis;
    private @Nullable PublisherOptions options;
    private @Nullable FakePublisher publisher;
    private @Nullable FakeSubscriber subscriber;
    /// Sees what the server sends before the network does anything to it.
    private @Nullable FakeSubscriber shadow;
    private final UplinkLosses losses = new UplinkLosses();
    private boolean present;
    private int slotChanges;

    Member(
            String name,
            long number,
            @Nullable PublisherOptions options,
            List<SlotSpec> slots,
            long epochMillis,
            Simulation simulation,
            SfuHost host,
            CsrcOfTrack csrcs) {
        this.name = name;
        this.peer = new PeerId(number);
        this.csrc = number;
        this.firstTrack = number * 10;
        this.options = options;
        this.slots = slots;
        this.epochMillis = epochMillis;
        this.simulation = simulation;
        this.host = host;
        this.csrcs = csrcs;
        this.random = simulation.random(name);
        this.timer = simulation.timer(this::advance);
        uplink = new Link(simulation, name + " up", LinkProfile.GOOD, bytes -> {
            if (present) {
                losses.arrived(bytes, simulation.nowNanos());
                host.receive(peer, bytes);
            }
        });
        downlink = new Link(simulation, name + " down", LinkProfile.GOOD, this::receive);
    }

    void join(RoomId room) {
        long now = simulation.nowNanos();
        present = true;
        host.attach(peer, this::send);
        host.command(new Command.Join(room, peer, csrc, random.nextLong()));
        if (options != null) {
            publish(options, now + CONNECT_NANOS);
        }
        if (!slots.isEmpty()) {
            subscriber = new FakeSubscriber(random.nextLong(1, 1L << 32), slots, csrcs, true, now + CONNECT_NANOS);
            shadow = new FakeSubscriber(0, slots, csrcs, false, now + CONNECT_NANOS);
            host.command(new Command.OpenSlots(peer, slots));
        }
        simulation.at(now + CONNECT_NANOS, this::connected);
    }

    /// It has only watched so far.
    void publish(PublisherOptions more) {
        options = more;
        publish(more, simulation.nowNanos());
        advance();
    }

    private void publish(PublisherOptions what, long startNanos) {
        publisher = new FakePublisher(name, what, epochMillis, firstTrack, random, startNanos);
        publisher.tracks().forEach(track -> host.command(new Command.Publish(peer, track)));
    }

    private void send(byte[] bytes, int length) {
        downlink.send(bytes, length);
        if (shadow != null) {
            shadow.receive(Arrays.copyOf(bytes, length), length, simulation.nowNanos());
        }
    }

    private void sendUp(byte[] bytes, int length) {
        losses.sent(bytes, length, simulation.nowNanos());
        uplink.send(bytes, length);
    }

    private void connected() {
        if (present) {
            host.command(new Command.Connected(peer));
            advance();
        }
    }

    void leave() {
        vanish();
        host.command(new Command.Leave(peer));
        host.detach(peer);
    }

    /// Stops sending and hearing, and tells nobody: a killed browser.
    void vanish() {
        present = false;
        timer.set(Long.MAX_VALUE);
    }

    private void advance() {
        long now = simulation.nowNanos();
        long deadline = Long.MAX_VALUE;
        if (publisher != null) {
            deadline = publisher.advance(now, this::sendUp);
        }
        if (subscriber != null) {
            deadline = Math.min(deadline, subscriber.advance(now, uplink::send));
        }
        if (shadow != null) {
            deadline = Math.min(deadline, shadow.advance(now, (bytes, length) -> {}));
        }
        timer.set(deadline);
    }

    private void receive(byte[] datagram) {
        if (!present) {
            return;
        }
        long now = simulation.nowNanos();
        if (publisher != null && RtpPacket.isRtcp(datagram, datagram.length)) {
            publisher.receive(datagram, datagram.length, now, this::sendUp);
        }
        if (subscriber != null) {
            subscriber.receive(datagram, datagram.length, now);
        }
        advance();
    }

    void event(Event.SlotChanged changed) {
        announced.put(changed.mid(), changed.track());
        slotChanges++;
    }

    void event(Event.LayersWanted wanted) {
        simulation.at(simulation.nowNanos() + SIGNALING_NANOS, () -> {
            if (publisher != null) {
                publisher.wanted(wanted.track(), wanted.encodings());
            }
        });
    }

    public String name() {
        return name;
    }

    SfuHost host() {
        return host;
    }

    public PeerId peer() {
        return peer;
    }

    public long csrc() {
        return csrc;
    }

    public boolean publishes(long track) {
        return options != null && (track == firstTrack || track == firstTrack + 1);
    }

    /// The track of a kind that this member publishes, whether it has joined or not.
    public TrackId track(MediaKind kind) {
        return new TrackId(kind == MediaKind.AUDIO ? firstTrack : firstTrack + 1);
    }

    public FakePublisher publisher() {
        return require(publisher, "publish");
    }

    public FakeSubscriber subscriber() {
        return require(subscriber, "subscribe");
    }

    private <T> T require(@Nullable T half, String verb) {
        if (half == null) {
            throw new IllegalStateException(name + " does not " + verb + " (yet)");
        }
        return half;
    }

    /// What its browser saw, and what was sent to it.
    List<Violations> violations() {
        return Stream.of(subscriber, shadow)
                .filter(Objects::nonNull)
                .map(FakeSubscriber::violations)
                .toList();
    }

    /// What its publisher's packets came to.
    UplinkLosses losses() {
        return losses;
    }

    /// What was sent to it, before the network did anything to it; empty where it receives nothing.
    List<SlotReceiver> sentSlots() {
        return shadow == null ? List.of() : shadow.slots(MediaKind.VIDEO);
    }

    public Link uplink() {
        return uplink;
    }

    public Link downlink() {
        return downlink;
    }

    public List<SlotSpec> slots() {
        return slots;
    }

    /// What signaling said plays in a slot.
    public Optional<TrackId> announced(String mid) {
        return announced.getOrDefault(mid, Optional.empty());
    }

    /// The slot in which a track plays, by what signaling said.
    public Optional<SlotReceiver> slotOf(TrackId track) {
        return announced.entrySet().stream()
                .filter(entry -> entry.getValue().equals(Optional.of(track)))
                .findFirst()
                .flatMap(entry -> subscriber().slot(entry.getKey()));
    }

    public int slotChanges() {
        return slotChanges;
    }
}
