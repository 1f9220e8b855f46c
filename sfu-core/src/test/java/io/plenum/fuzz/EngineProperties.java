package io.plenum.fuzz;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Codec;
import io.plenum.core.Command;
import io.plenum.core.EncodingSpec;
import io.plenum.core.Event;
import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
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
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import io.plenum.stats.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A publisher of every codec sends anything at all: the room lives on, and what comes out of it is sound.
final class EngineProperties implements Output {
    private static final PeerId ANN = new PeerId(1);
    private static final PeerId EVE = new PeerId(2);
    private static final int DESCRIPTOR = 6;
    private static final int MAX_LENGTH = 1500;
    private static final int FIRST_TYPE = 96;
    private static final int RAW = 7;
    private static final int STEP = 3_000;

    private static final List<Codec.Family> FAMILIES = List.of(
            Codec.Family.VP8,
            Codec.Family.VP9,
            Codec.Family.AV1,
            Codec.Family.H264,
            Codec.Family.H265,
            Codec.Family.RED,
            Codec.Family.OPAQUE);

    private final Sfu sfu = new Sfu(SfuConfig.defaults(0), new Counters());
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket rtp = new RtpPacket();
    private final RtcpReader rtcp = new RtcpReader();
    private final byte[] out = new byte[2 * MAX_LENGTH];
    private final int[] sequences = new int[FAMILIES.size()];
    private long now;

    private EngineProperties() {
        for (PeerId peer : List.of(ANN, EVE)) {
            sfu.command(new Command.Join(new RoomId("fuzz"), peer, peer.value(), 1), now);
            sfu.command(new Command.Connected(peer), now);
        }
        ExtensionMap extensions = new ExtensionMap(Map.of(HeaderExtension.DEPENDENCY_DESCRIPTOR, DESCRIPTOR));
        List<SlotSpec> slots = new ArrayList<>();
        for (int i = 0; i < FAMILIES.size(); i++) {
            sfu.command(new Command.Publish(ANN, track(i, extensions)), now);
            slots.add(new SlotSpec("s" + i, kind(i), i, 100L + i, 200L + i, List.of(payload(i)), extensions));
        }
        sfu.command(new Command.OpenSlots(EVE, slots), now);
    }

    private static TrackSpec track(int index, ExtensionMap extensions) {
        EncodingSpec encoding = new EncodingSpec("", OptionalLong.of(index + 1), OptionalLong.of(index + 11));
        TrackSource source = kind(index) == MediaKind.AUDIO ? TrackSource.MICROPHONE : TrackSource.CAMERA;
        return new TrackSpec(
                new TrackId(index),
                kind(index),
                source,
                "m" + index,
                List.of(payload(index)),
                extensions,
                List.of(encoding),
                false);
    }

    private static MediaKind kind(int index) {
        return FAMILIES.get(index) == Codec.Family.RED ? MediaKind.AUDIO : MediaKind.VIDEO;
    }

    private static PayloadSpec payload(int index) {
        Codec codec = new Codec(FAMILIES.get(index), "fuzz/" + index, 90_000, 1);
        Set<Feedback> feedback = Set.of(Feedback.NACK, Feedback.PLI);
        return new PayloadSpec(FIRST_TYPE + index, codec, OptionalInt.of(FIRST_TYPE + RAW + index), feedback);
    }

    /// @param data packets: what they are, how far they are ahead, how long they are, and their bytes
    static void survives(byte[] data) {
        EngineProperties engine = new EngineProperties();
        for (int at = 0; at + 3 <= data.length; ) {
            int kind = data[at] & 0x07;
            int step = data[at + 1];
            int length = Math.min(data[at + 2] & 0xFF, data.length - at - 3);
            int descriptor = Math.min(length, data[at] >> 3 & 0x1F);
            byte[] bytes = Arrays.copyOfRange(data, at + 3, at + 3 + length);
            if (kind == RAW) {
                engine.receive(bytes);
            } else {
                engine.receive(engine.packet(kind, step, bytes, descriptor));
            }
            at += 3 + length;
        }
        engine.advance();
    }

    private byte[] packet(int kind, int step, byte[] bytes, int descriptor) {
        sequences[kind] = (sequences[kind] + step) & 0xFFFF;
        long timestamp = Math.max(0, sequences[kind]) * (long) STEP;
        byte[] datagram = new byte[MAX_LENGTH];
        header.start(datagram, 0, FIRST_TYPE + kind, true, sequences[kind], timestamp, kind + 1L);
        if (descriptor > 0) {
            header.extension(DESCRIPTOR, bytes, 0, descriptor);
        }
        int start = header.finish();
        System.arraycopy(bytes, descriptor, datagram, start, bytes.length - descriptor);
        return Arrays.copyOf(datagram, start + bytes.length - descriptor);
    }

    private void receive(byte[] datagram) {
        now += 10_000_000;
        Packet packet = Objects.requireNonNull(sfu.pool().take());
        System.arraycopy(datagram, 0, packet.bytes(), 0, datagram.length);
        packet.length(datagram.length);
        sfu.receive(ANN, packet, now);
        sfu.drain(this, now);
    }

    private void advance() {
        now += 2_000_000_000L;
        sfu.advance(now);
        sfu.drain(this, now);
    }

    @Override
    public long rtp(PeerId to, OutboundRtp packet) {
        int length = packet.copyTo(out, 0);
        assertTrue(length <= 2 * MAX_LENGTH && rtp.wrap(out, 0, length), "unsound RTP");
        return now;
    }

    @Override
    public void rtcp(PeerId to, byte[] bytes, int offset, int length) {
        assertTrue(rtcp.wrap(bytes, offset, length), "unsound RTCP");
    }

    @Override
    public void event(Event event) {
        if (event instanceof Event.RoomFailed failed) {
            throw new AssertionError(failed.reason());
        }
    }
}
