package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.SilentViewer;
import io.plenum.stats.Counters;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What one more viewer takes of the heap, so that it cannot grow unnoticed.
class FootprintTest {
    private static final RoomId ROOM = new RoomId("room");
    private static final PeerId PUBLISHER = new PeerId(1);
    private static final int FEW = 50;
    private static final int MANY = 550;
    private static final long PLAYED_NANOS = 3_000_000_000L;
    /// A second of the voice and the best picture.
    private static final long LEAST_PACKETS = 200;

    /// With the headers of objects that Java has by default and references of four bytes; about an eighth more than was
    /// seen.
    private static final long MOST_BYTES = 24_000;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final Sfu sfu = new Sfu(SfuConfig.defaults(0), new Counters());
    private final FakePublisher camera = new FakePublisher(
            "ann", PublisherOptions.PERSON.filming(LayeredShape.VP8_SIMULCAST_T3), 0, 10, new Random(1), 0);
    private final Output out = new Output() {
        @Override
        public long rtp(PeerId to, OutboundRtp packet) {
            forwarded++;
            return now;
        }

        @Override
        public void rtcp(PeerId to, byte[] bytes, int offset, int length) {
            if (to.equals(PUBLISHER)) {
                camera.receive(Arrays.copyOfRange(bytes, offset, offset + length), length, now, (sent, size) -> {});
            }
        }

        @Override
        public void event(Event event) {}
    };
    private long now;
    private long forwarded;

    /// It has one picture, in the best of three encodings, and two slots for voices, of which one plays.
    @Test
    void aViewerStaysSmall() {
        enter(PUBLISHER);
        camera.tracks().forEach(track -> sfu.command(new Command.Publish(PUBLISHER, track), now));
        long few = heapWith(0, FEW);
        long many = heapWith(FEW, MANY);
        long perViewer = (many - few) / (MANY - FEW);
        assertTrue(perViewer <= MOST_BYTES, "bytes per viewer: " + perViewer);
    }

    private long heapWith(int present, int viewers) {
        for (int i = present; i < viewers; i++) {
            join(new PeerId(2L + i));
        }
        for (long end = now + PLAYED_NANOS; now < end; now += 1_000_000) {
            camera.advance(now, this::receive);
            sfu.advance(now);
            sfu.drain(out, now);
        }
        assertTrue(forwarded > (long) viewers * LEAST_PACKETS, "packets sent: " + forwarded);
        System.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    private void receive(byte[] bytes, int length) {
        if (!RtpPacket.isRtcp(bytes, length)) {
            Packet packet = Objects.requireNonNull(sfu.pool().take());
            System.arraycopy(bytes, 0, packet.bytes(), 0, length);
            packet.length(length);
            sfu.receive(PUBLISHER, packet, now);
        }
    }

    private void join(PeerId viewer) {
        enter(viewer);
        TrackSpec voice = track(MediaKind.AUDIO);
        TrackSpec picture = track(MediaKind.VIDEO);
        List<SlotSpec> slots = List.of(slot(viewer, 0, voice), slot(viewer, 1, voice), slot(viewer, 2, picture));
        sfu.command(new Command.OpenSlots(viewer, slots), now);
        Command.Wish wish = new Command.Wish(picture.id(), 1280, 720);
        sfu.command(new Command.View(viewer, List.of(wish), false, false), now);
    }

    private void enter(PeerId peer) {
        sfu.command(new Command.Join(ROOM, peer, peer.value(), peer.value()), now);
        sfu.command(new Command.Connected(peer), now);
    }

    private TrackSpec track(MediaKind kind) {
        return camera.tracks().stream()
                .filter(track -> track.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private static SlotSpec slot(PeerId viewer, int index, TrackSpec of) {
        long ssrc = 10 * viewer.value() + 2L * index;
        return SilentViewer.slot(Integer.toString(index), index, ssrc, of);
    }
}
