package io.plenum.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.memory.Packet;
import io.plenum.relay.LayerSet;
import io.plenum.relay.RelayMessage;
import io.plenum.relay.RelayRing;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an engine tells another one whose viewers watch its publisher.
class RelayTest {
    private static final int ELSEWHERE = 1;
    private static final int HANDLE = 7;
    private static final int FIRST_ENCODING = 1;

    private final Stage stage = new Stage();
    private final Way way = new Way();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private PeerId ann;

    /// To the other shard, which may have no room.
    private final class Way implements Output {
        private final List<RelayMessage> sent = new ArrayList<>();
        private boolean full;

        @Override
        public int relay(int shard, byte[] bytes, int offset, int length, boolean urgent) {
            if (full) {
                return RelayRing.REFUSED;
            }
            RelayMessage message = new RelayMessage();
            assertTrue(message.wrap(Arrays.copyOfRange(bytes, offset, offset + length), length));
            sent.add(message);
            return 0;
        }

        @Override
        public long rtp(PeerId to, OutboundRtp packet) {
            return stage.now;
        }

        @Override
        public void rtcp(PeerId to, byte[] bytes, int offset, int length) {}

        @Override
        public void event(Event event) {}

        /// Since the last call.
        List<RelayMessage> takeLadders() {
            List<RelayMessage> ladders = sent.stream()
                    .filter(message -> message.type() == RelayMessage.LADDER)
                    .toList();
            sent.clear();
            return ladders;
        }
    }

    @BeforeEach
    void somebodyElsewhereWatches() {
        ann = stage.join(1);
        stage.publishVideo(ann);
        Packet packet = Objects.requireNonNull(stage.sfu.pool().take());
        BigEndian.put64(packet.bytes(), 0, ann.value());
        BigEndian.put64(packet.bytes(), Long.BYTES, Stage.videoTrack(ann).value());
        packet.length(RelayMessage.close(
                packet.bytes(), RelayMessage.REQUEST_LENGTH, RelayMessage.DEMAND, HANDLE, FIRST_ENCODING, 0, 0));
        stage.sfu.receiveRelayed(ELSEWHERE, packet, stage.now);
        stage.sfu.drain(way, stage.now);
        assertEquals(1, way.takeLadders().size(), "nothing flows yet");
    }

    @Test
    void whatLayersFlowIsToldOnce() {
        film(0);
        film(1);
        List<RelayMessage> told = way.takeLadders();
        assertEquals(1, told.size());
        assertTrue(LayerSet.flows(told.getFirst().layers(), 0, 0));
    }

    @Test
    void itIsToldAgainWhenThereWasNoRoomForIt() {
        way.full = true;
        film(0);
        assertTrue(stage.counters.get(DropReason.RELAY_FULL) > 0);
        way.full = false;
        film(1);
        List<RelayMessage> told = way.takeLadders();
        assertEquals(1, told.size());
        assertTrue(LayerSet.flows(told.getFirst().layers(), 0, 0));
    }

    /// One picture; the first one is a key picture.
    private void film(int number) {
        byte[] vp8 = {(byte) 0x90, (byte) 0x80, (byte) 0x80, (byte) number, (byte) Math.min(number, 1), 0};
        stage.receive(
                ann,
                bytes -> {
                    header.start(bytes, 0, Stage.VP8_TYPE, true, number, 3_000L * number, Stage.videoSsrc(ann));
                    return header.finish();
                },
                vp8);
        stage.sfu.drain(way, stage.now);
    }
}
