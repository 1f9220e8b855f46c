package io.plenum.benchmarks;

import io.plenum.core.Codec;
import io.plenum.core.Command;
import io.plenum.core.EncodingSpec;
import io.plenum.core.Event;
import io.plenum.core.ExtensionMap;
import io.plenum.core.MediaKind;
import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.core.TrackSpec;
import io.plenum.memory.Packet;
import io.plenum.stats.Counters;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// One camera and its audience, in an engine without a network: packets go in, and are counted when they come out.
final class Meeting {
    private static final PeerId PUBLISHER = new PeerId(1);
    private static final RoomId ROOM = new RoomId("bench");
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    /// 30 frames per second, one packet each.
    private static final long PACKET_INTERVAL_NANOS = 33_333_333;

    private static final PayloadSpec VP8 = new PayloadSpec(
            VideoPackets.PAYLOAD_TYPE,
            new Codec(Codec.Family.VP8, "video/VP8/90000", 90_000, 0),
            OptionalInt.of(VideoPackets.PAYLOAD_TYPE + 1),
            Set.of(Feedback.NACK, Feedback.PLI));

    private final Sfu sfu = new Sfu(SfuConfig.defaults(EPOCH_MILLIS), new Counters());
    private final VideoPackets camera = new VideoPackets();
    private final Sink sink = new Sink();
    private long nowNanos;
    private long deadline;

    Meeting(int subscribers) {
        enter(PUBLISHER);
        sfu.command(new Command.Publish(PUBLISHER, camera()), nowNanos);
        for (int i = 0; i < subscribers; i++) {
            PeerId subscriber = new PeerId(2L + i);
            enter(subscriber);
            sfu.command(new Command.OpenSlots(subscriber, List.of(slot(i))), nowNanos);
        }
        deadline = sfu.drain(sink, nowNanos);
    }

    /// One packet from the camera, to everybody; gives how many went out because of it.
    long turn() {
        nowNanos += PACKET_INTERVAL_NANOS;
        long before = sink.packets;
        Packet packet = sfu.pool().take();
        if (packet == null) {
            throw new IllegalStateException("the engine keeps every packet");
        }
        camera.write(packet);
        sfu.receive(PUBLISHER, packet, nowNanos);
        if (nowNanos >= deadline) {
            sfu.advance(nowNanos);
        }
        deadline = sfu.drain(sink, nowNanos);
        return sink.packets - before;
    }

    private void enter(PeerId peer) {
        sfu.command(new Command.Join(ROOM, peer, peer.value(), peer.value()), nowNanos);
        sfu.command(new Command.Connected(peer), nowNanos);
    }

    private static TrackSpec camera() {
        return new TrackSpec(
                new TrackId(1),
                MediaKind.VIDEO,
                TrackSource.CAMERA,
                "0",
                List.of(VP8),
                ExtensionMap.EMPTY,
                List.of(new EncodingSpec("", OptionalLong.of(VideoPackets.SSRC), OptionalLong.empty())),
                false);
    }

    private static SlotSpec slot(int subscriber) {
        long ssrc = 1_000_000L + 2L * subscriber;
        return new SlotSpec("0", MediaKind.VIDEO, 0, ssrc, ssrc + 1, List.of(VP8), ExtensionMap.EMPTY);
    }

    private static final class Sink implements Output {
        private long packets;

        @Override
        public void rtp(PeerId to, OutboundRtp packet) {
            packets++;
        }

        @Override
        public void rtcp(PeerId to, byte[] bytes, int offset, int length) {}

        @Override
        public void event(Event event) {}
    }
}
