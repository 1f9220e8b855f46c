package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.memory.Packet;
import io.plenum.rtp.RtpHeaderWriter;
import java.lang.management.ManagementFactory;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// A packet on its way through the engine leaves no garbage.
class AllocationTest {
    private static final int WARM_UP = 20_000;
    private static final int MEASURED = 20_000;
    private static final int SUBSCRIBERS = 5;
    private static final long PACKET_NANOS = 4_000_000L;

    /// Timers, reports and speakers may make a little, a few times in a second; a single object in each packet
    /// would be 16 bytes at least, and one for each subscriber five times as much.
    private static final double MOST_BYTES_PER_PACKET = 8;

    private final Stage stage = new Stage();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final Output discard = new Output() {
        @Override
        public void rtp(PeerId to, OutboundRtp packet) {
            forwarded++;
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
