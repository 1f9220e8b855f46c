package io.plenum.sim;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.core.RoomId;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.core.TrackId;
import io.plenum.rtp.RtpPacket;
import io.plenum.stats.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// One room with far more people in it than a [Conference] could simulate: real fake cameras, and viewers that only
/// measure ([CrowdViewer]).
public final class Crowd {
    private static final RoomId ROOM = new RoomId("crowd");
    private static final long CLIENT_NANOS = Times.millis(20);
    private static final long REPORT_NANOS = Times.millis(100);
    private static final long FIRST_VIEWER = 1_000;

    private final Simulation simulation;
    private final Sfu sfu;
    private final SfuHost host;
    private final Map<PeerId, FakePublisher> publishers = new LinkedHashMap<>();
    private final List<CrowdViewer> viewers = new ArrayList<>();
    private long layerEvents;

    public Crowd(long seed) {
        simulation = new Simulation(seed);
        sfu = new Sfu(SfuConfig.defaults(Conference.EPOCH_MILLIS), new Counters());
        host = Shards.alone(simulation, sfu, this::event);
    }

    /// Publishes a camera; returns its track.
    public TrackId publisher(LayeredShape camera) {
        long number = publishers.size() + 1L;
        PeerId peer = new PeerId(number);
        long now = simulation.nowNanos();
        PublisherOptions options = PublisherOptions.PERSON.sending(false, true).filming(camera);
        FakePublisher publisher = new FakePublisher(
                "p" + number, options, Conference.EPOCH_MILLIS, number * 10, simulation.random("p" + number), now);
        publishers.put(peer, publisher);
        Wire uplink = (bytes, length) -> host.take(peer, bytes, length);
        host.attach(peer, (bytes, length) -> toPublisher(publisher, bytes, length, uplink));
        host.command(new Command.Join(ROOM, peer, number, number));
        publisher.tracks().forEach(track -> host.command(new Command.Publish(peer, track)));
        host.command(new Command.Connected(peer));
        Simulation.Timer[] timer = new Simulation.Timer[1];
        timer[0] = simulation.timer(() -> {
            timer[0].set(publisher.advance(simulation.nowNanos(), uplink));
            host.drain();
        });
        timer[0].set(now);
        return new TrackId(publisher.videoTrack());
    }

    private void toPublisher(FakePublisher publisher, byte[] bytes, int length, Wire uplink) {
        if (RtpPacket.isRtcp(bytes, length)) {
            byte[] copy = Arrays.copyOf(bytes, length);
            simulation.at(simulation.nowNanos() + CLIENT_NANOS, () -> {
                publisher.receive(copy, copy.length, simulation.nowNanos(), uplink);
                host.drain();
            });
        }
    }

    /// Watches as it wishes over a link of this rate; returns its number for [#quality].
    public int viewer(long bitsPerSecond, long delayNanos, List<Command.Wish> wishes) {
        long number = FIRST_VIEWER + viewers.size();
        PeerId peer = new PeerId(number);
        Dialect dialect = Dialect.CHROMIUM;
        CrowdViewer viewer = new CrowdViewer(
                peer,
                SlotSpecs.of(dialect, 0, wishes.size(), simulation.random("v" + number)),
                bitsPerSecond,
                delayNanos);
        viewers.add(viewer);
        host.attach(peer, (bytes, length) -> viewer.send(bytes, length, simulation.nowNanos()));
        host.command(new Command.Join(ROOM, peer, number, number));
        host.command(new Command.View(peer, wishes, false, false));
        host.command(new Command.OpenSlots(peer, viewer.slots()));
        host.command(new Command.Connected(peer));
        simulation.at(simulation.nowNanos() + viewers.size() % 100 * REPORT_NANOS / 100, () -> report(viewer));
        return viewers.size() - 1;
    }

    private void report(CrowdViewer viewer) {
        viewer.report(
                simulation.nowNanos(),
                (bytes, length) -> simulation.at(
                        simulation.nowNanos() + viewer.delayNanos(), () -> host.receive(viewer.peer(), bytes, length)));
        simulation.at(simulation.nowNanos() + REPORT_NANOS, () -> report(viewer));
    }

    private void event(Event event) {
        switch (event) {
            case Event.LayersWanted wanted -> {
                layerEvents++;
                FakePublisher publisher = Objects.requireNonNull(publishers.get(wanted.publisher()));
                simulation.at(
                        simulation.nowNanos() + CLIENT_NANOS,
                        () -> publisher.wanted(wanted.track(), wanted.encodings()));
            }
            case Event.RoomFailed failed -> throw new AssertionError("the engine failed: " + failed.reason());
            default -> {}
        }
    }

    public void run(long nanos) {
        simulation.runUntil(simulation.nowNanos() + nanos);
    }

    public long nowNanos() {
        return simulation.nowNanos();
    }

    public Quality quality(int viewer) {
        return sfu.quality(viewers.get(viewer).peer(), nowNanos()).orElseThrow();
    }

    public long packets() {
        return viewers.stream().mapToLong(CrowdViewer::packets).sum();
    }

    public long dropped() {
        return viewers.stream().mapToLong(CrowdViewer::dropped).sum();
    }

    /// How often a publisher was told what is watched.
    public long layerEvents() {
        return layerEvents;
    }

    public long keyFrames() {
        return publishers.values().stream().mapToLong(FakePublisher::keyFrames).sum();
    }

    public long packetsSent() {
        return publishers.values().stream()
                .mapToLong(publisher -> publisher.packetsSent(MediaKind.VIDEO))
                .sum();
    }
}
