package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.memory.Packet;
import io.plenum.relay.RelayRing;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.SilentViewer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A packet on its way through the engine leaves no garbage.
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;
    private static final int SUBSCRIBERS = 5;
    private static final long RECORDED_NANOS = 2_000_000_000L;
    private static final int ROUNDS = 40;

    /// Each round begins with a key frame, which may bring a dependency structure: an object of its own.
    private static final double KEY_FRAME_BYTES = 4_096;

    private static final long PACKET_NANOS = 4_000_000L;

    /// Timers, reports and speakers may make a little, a few times in a second; a single object in each packet
    /// would be 16 bytes at least, and one for each subscriber five times as much.
    private static final double MOST_BYTES_PER_PACKET = 8;

    private final Stage stage = new Stage();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final Output discard = new Output() {
        @Override
        public long rtp(PeerId to, OutboundRtp packet) {
            forwarded++;
            return stage.now;
        }

        @Override
        public void rtcp(PeerId to, byte[] bytes, int offset, int length) {}

        @Override
        public void event(Event event) {}
    };
    private long forwarded;

    @Test
    void forwardingAllocatesNothing() {
        PeerId ann = stage.join(1);
        stage.publishVideo(ann, Stage.vp8(Feedback.NACK, Feedback.PLI, Feedback.TRANSPORT_CC));
        stage.publishAudio(ann);
        for (int i = 2; i < 2 + SUBSCRIBERS; i++) {
            PeerId peer = stage.join(i);
            stage.openSlots(peer, Stage.audioSlot(peer, 0), Stage.videoSlot(peer, 1));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        forward(ann, 0, WARM_UP);
        long before = threads.getCurrentThreadAllocatedBytes();
        long forwardedBefore = forwarded;
        forward(ann, WARM_UP, WARM_UP + MEASURED);
        double perPacket = (double) (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;

        assertTrue(forwarded - forwardedBefore >= (long) MEASURED * SUBSCRIBERS, "forwarded " + forwarded);
        assertTrue(perPacket <= MOST_BYTES_PER_PACKET, "bytes per packet: " + perPacket);
    }

    /// Over to another shard, and from there to its viewers.
    @Test
    void relayingAllocatesNothing() {
        PeerId ann = stage.join(1);
        stage.publishVideo(ann);
        stage.publishAudio(ann);
        Stage far = new Stage();
        far.now = stage.now;
        RelayRing there = new RelayRing();
        RelayRing back = new RelayRing();
        far.sfu.command(new Command.JoinMirror(new RoomId("room"), ann, 1, 0), far.now);
        stage.published.forEach(publish -> far.sfu.command(publish, far.now));
        far.sfu.drain(relayingInto(back), far.now);
        for (int i = 2; i < 2 + SUBSCRIBERS; i++) {
            PeerId peer = new PeerId(i);
            far.sfu.command(new Command.Join(new RoomId("room"), peer, i, i), far.now);
            far.sfu.command(new Command.Connected(peer), far.now);
            List<SlotSpec> slots = List.of(Stage.audioSlot(peer, 0), Stage.videoSlot(peer, 1));
            far.sfu.command(new Command.OpenSlots(peer, slots), far.now);
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        relay(ann, far, there, back, 0, WARM_UP);
        long before = threads.getCurrentThreadAllocatedBytes();
        long forwardedBefore = forwarded;
        relay(ann, far, there, back, WARM_UP, WARM_UP + MEASURED);
        double perPacket = (double) (threads.getCurrentThreadAllocatedBytes() - before) / MEASURED;

        assertTrue(forwarded - forwardedBefore >= (long) MEASURED * SUBSCRIBERS, "forwarded " + forwarded);
        assertTrue(perPacket <= MOST_BYTES_PER_PACKET, "bytes per packet: " + perPacket);
    }

    private void relay(PeerId from, Stage far, RelayRing there, RelayRing back, int first, int end) {
        Output home = relayingInto(there);
        Output away = relayingInto(back);
        for (int i = first; i < end; i++) {
            stage.now += PACKET_NANOS;
            deliver(back, 1, stage.sfu, stage.now);
            stage.sfu.receive(from, i % 5 == 0 ? audio(from, i / 5) : video(from, i), stage.now);
            stage.sfu.advance(stage.now);
            stage.sfu.drain(home, stage.now);
            deliver(there, 0, far.sfu, stage.now);
            far.sfu.advance(stage.now);
            far.sfu.drain(away, stage.now);
        }
    }

    private static void deliver(RelayRing ring, int from, Sfu to, long now) {
        long until = ring.written();
        while (ring.hasNext(until)) {
            Packet packet = Objects.requireNonNull(to.pool().take());
            packet.length(ring.poll(packet.bytes()));
            to.receiveRelayed(from, packet, now);
        }
    }

    private Output relayingInto(RelayRing ring) {
        return new Output() {
            @Override
            public long rtp(PeerId to, OutboundRtp packet) {
                forwarded++;
                return stage.now;
            }

            @Override
            public void rtcp(PeerId to, byte[] bytes, int offset, int length) {}

            @Override
            public int relay(int shard, byte[] bytes, int offset, int length, boolean urgent) {
                return ring.offer(bytes, offset, length, urgent, stage.now);
            }

            @Override
            public void event(Event event) {}
        };
    }

    /// What a camera sent for a while, sent again and again: the fake publisher makes garbage of its own.
    @ParameterizedTest
    @MethodSource("cameras")
    void layersAreLeftOutWithoutGarbage(LayeredShape camera) {
        PeerId ann = stage.join(1);
        List<byte[]> recorded = new ArrayList<>();
        FakePublisher publisher = new FakePublisher(
                "ann", PublisherOptions.PERSON.sending(false, true).filming(camera), 0, 10, new Random(1), 0);
        for (long at = 0; at < RECORDED_NANOS; at += 1_000_000) {
            publisher.advance(at, (bytes, length) -> recorded.add(Arrays.copyOf(bytes, length)));
        }
        recorded.removeIf(bytes -> RtpPacket.isRtcp(bytes, bytes.length));
        TrackSpec track = publisher.tracks().getFirst();
        stage.command(new Command.Publish(ann, track));
        for (int i = 2; i < 2 + SUBSCRIBERS; i++) {
            PeerId peer = stage.join(i);
            stage.openSlots(peer, SilentViewer.slot("v", 0, 77_000 + 2L * i, track));
            stage.command(new Command.View(peer, List.of(new Command.Wish(track.id(), 320, 180 * i)), false, false));
        }
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            replay(ann, recorded, round);
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertTrue(forwarded > (long) ROUNDS * recorded.size(), "forwarded " + forwarded);
        assertTrue(recorded.size() > 300, "recorded " + recorded.size());
        double most = MOST_BYTES_PER_PACKET * recorded.size() + KEY_FRAME_BYTES;
        assertTrue(least <= most, "bytes in a round: " + least);
    }

    static Stream<LayeredShape> cameras() {
        return Stream.of(LayeredShape.VP8_SIMULCAST_T3, LayeredShape.VP9_L3T3_KEY, LayeredShape.AV1_L3T3);
    }

    /// The numbers go on from round to round as if the camera had never stopped.
    private void replay(PeerId from, List<byte[]> recorded, int round) {
        for (byte[] bytes : recorded) {
            stage.now += PACKET_NANOS / 4;
            Packet packet = Objects.requireNonNull(stage.sfu.pool().take());
            System.arraycopy(bytes, 0, packet.bytes(), 0, bytes.length);
            packet.length(bytes.length);
            int shift = round * recorded.size();
            BigEndian.put16(packet.bytes(), 2, BigEndian.u16(bytes, 2) + shift);
            BigEndian.put32(packet.bytes(), 4, BigEndian.u32(bytes, 4) + round * RECORDED_NANOS / 1_000_000 * 90);
            stage.sfu.receive(from, packet, stage.now);
            long deadline = stage.sfu.drain(discard, stage.now);
            if (deadline <= stage.now) {
                stage.sfu.advance(stage.now);
                stage.sfu.drain(discard, stage.now);
            }
        }
    }

    private void forward(PeerId from, int first, int end) {
        for (int i = first; i < end; i++) {
            stage.now += PACKET_NANOS;
            stage.sfu.receive(from, i % 5 == 0 ? audio(from, i / 5) : video(from, i), stage.now);
            long deadline = stage.sfu.drain(discard, stage.now);
            if (deadline <= stage.now + PACKET_NANOS) {
                stage.sfu.advance(deadline);
                stage.sfu.drain(discard, deadline);
            }
        }
    }

    private Packet video(PeerId from, int i) {
        Packet packet = Objects.requireNonNull(stage.sfu.pool().take());
        byte[] bytes = packet.bytes();
        int sequence = i - i / 5 - 1;
        header.start(bytes, 0, Stage.VP8_TYPE, true, sequence & 0xFFFF, i * 360L, Stage.videoSsrc(from));
        header.extension(Stage.EXTENSIONS.id(HeaderExtension.TRANSPORT_CC), i & 0xFFFF, 2);
        int payload = header.finish();
        bytes[payload] = (byte) 0x90;
        bytes[payload + 1] = (byte) 0x80;
        bytes[payload + 2] = (byte) (0x80 | (i >> 8));
        bytes[payload + 3] = (byte) i;
        bytes[payload + 4] = (byte) (sequence == 0 ? 0 : 1);
        packet.length(payload + 1_000);
        return packet;
    }

    private Packet audio(PeerId from, int i) {
        Packet packet = Objects.requireNonNull(stage.sfu.pool().take());
        header.start(packet.bytes(), 0, Stage.OPUS_TYPE, false, i & 0xFFFF, i * 960L, Stage.audioSsrc(from));
        header.extension(Stage.EXTENSIONS.id(HeaderExtension.AUDIO_LEVEL), 0x80 | 30, 1);
        packet.length(header.finish() + 100);
        return packet;
    }
}
