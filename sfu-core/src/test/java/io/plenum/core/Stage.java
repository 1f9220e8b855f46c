package io.plenum.core;

import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.memory.Packet;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import io.plenum.stats.Counters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// An engine, its clock and everything that came out of it: for tests that send single packets by hand.
final class Stage implements Output {
    static final Codec OPUS = new Codec(Codec.Family.OPUS, "audio/opus/48000/2", 48_000, 2);
    static final Codec VP8 = new Codec(Codec.Family.VP8, "video/VP8/90000", 90_000, 1);
    static final Codec H264 = new Codec(Codec.Family.OPAQUE, "video/H264/90000", 90_000, 1);
    static final int OPUS_TYPE = 111;
    static final int VP8_TYPE = 96;
    static final int VP8_RTX_TYPE = 97;
    static final int H264_TYPE = 102;
    static final ExtensionMap EXTENSIONS = new ExtensionMap(Map.of(
            HeaderExtension.MID, 1,
            HeaderExtension.AUDIO_LEVEL, 2,
            HeaderExtension.ABS_SEND_TIME, 3,
            HeaderExtension.TRANSPORT_CC, 4,
            HeaderExtension.VIDEO_ORIENTATION, 5));
    /// The receivers' numbers differ from the senders'.
    static final ExtensionMap SLOT_EXTENSIONS = new ExtensionMap(Map.of(
            HeaderExtension.MID, 9,
            HeaderExtension.AUDIO_LEVEL, 10,
            HeaderExtension.ABS_SEND_TIME, 11,
            HeaderExtension.VIDEO_ORIENTATION, 12));

    private static final RoomId ROOM = new RoomId("room");
    private static final int ROOM_FOR_HEADER = 100;

    final Counters counters = new Counters();
    final Sfu sfu = new Sfu(SfuConfig.defaults(1_700_000_000_000L), counters);
    final List<Rtp> rtp = new ArrayList<>();
    final List<Rtcp> rtcp = new ArrayList<>();
    /// But for what viewers are told of their quality.
    final List<Event> events = new ArrayList<>();
    final List<Command.Publish> published = new ArrayList<>();

    final List<Event.QualityChanged> qualities = new ArrayList<>();
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    /// What was sent last, as the engine got it.
    Optional<Packet> last = Optional.empty();
    long now = 1_000_000_000L;
    long deadline = Long.MAX_VALUE;

    /// What left the engine.
    static class Sent {
        final PeerId to;
        final byte[] bytes;
        final long at;

        Sent(PeerId to, byte[] bytes, long at) {
            this.to = to;
            this.bytes = bytes;
            this.at = at;
        }

        PeerId to() {
            return to;
        }

        byte[] bytes() {
            return bytes;
        }

        long at() {
            return at;
        }
    }

    /// A packet for a subscriber, as it would be encrypted.
    static final class Rtp extends Sent {
        Rtp(PeerId to, byte[] bytes, long at) {
            super(to, bytes, at);
        }

        RtpPacket packet() {
            RtpPacket packet = new RtpPacket();
            if (!packet.wrap(bytes, 0, bytes.length)) {
                throw new AssertionError("not RTP: " + Arrays.toString(bytes));
            }
            return packet;
        }

        byte[] payload() {
            RtpPacket packet = packet();
            return Arrays.copyOfRange(bytes, packet.payloadOffset(), packet.payloadOffset() + packet.payloadLength());
        }

        byte extension(int id) {
            int offset = packet().extensionOffset(id);
            if (offset < 0) {
                throw new AssertionError("extension " + id + " is missing");
            }
            return bytes[offset];
        }
    }

    static final class Rtcp extends Sent {
        Rtcp(PeerId to, byte[] bytes, long at) {
            super(to, bytes, at);
        }

        /// The packets in it, as readers that stand on them.
        int count(Predicate<RtcpReader> wanted) {
            RtcpReader reader = new RtcpReader();
            if (!reader.wrap(bytes, 0, bytes.length)) {
                throw new AssertionError("not RTCP: " + Arrays.toString(bytes));
            }
            int count = 0;
            while (reader.next()) {
                count += wanted.test(reader) ? 1 : 0;
            }
            return count;
        }
    }

    @Override
    public long rtp(PeerId to, OutboundRtp packet) {
        byte[] bytes = new byte[packet.length()];
        packet.copyTo(bytes, 0);
        rtp.add(new Rtp(to, bytes, now));
        return now;
    }

    @Override
    public void rtcp(PeerId to, byte[] bytes, int offset, int length) {
        rtcp.add(new Rtcp(to, Arrays.copyOfRange(bytes, offset, offset + length), now));
    }

    @Override
    public void event(Event event) {
        if (event instanceof Event.QualityChanged changed) {
            qualities.add(changed);
        } else {
            events.add(event);
        }
    }

    void drain() {
        deadline = sfu.drain(this, now);
    }

    /// Lets time pass, with every deadline met exactly.
    void pass(long millis) {
        long end = now + millis * 1_000_000L;
        while (deadline <= end) {
            now = Math.max(now, deadline);
            sfu.advance(now);
            drain();
            if (deadline <= now) {
                throw new AssertionError("deadline " + deadline + " is not after " + now);
            }
        }
        now = end;
    }

    void command(Command command) {
        if (command instanceof Command.Publish publish) {
            published.add(publish);
        }
        sfu.command(command, now);
        drain();
    }

    PeerId join(long number) {
        PeerId peer = new PeerId(number);
        command(new Command.Join(ROOM, peer, number, number));
        command(new Command.Connected(peer));
        return peer;
    }

    static long videoSsrc(PeerId peer) {
        return 1000 * peer.value() + 1;
    }

    static long rtxSsrc(PeerId peer) {
        return 1000 * peer.value() + 2;
    }

    static long audioSsrc(PeerId peer) {
        return 1000 * peer.value() + 3;
    }

    static TrackId videoTrack(PeerId peer) {
        return new TrackId(10 * peer.value() + 1);
    }

    static TrackId audioTrack(PeerId peer) {
        return new TrackId(10 * peer.value() + 2);
    }

    static PayloadSpec vp8(Feedback... feedback) {
        Set<Feedback> set = EnumSet.noneOf(Feedback.class);
        set.addAll(List.of(feedback));
        return new PayloadSpec(VP8_TYPE, VP8, OptionalInt.of(VP8_RTX_TYPE), set);
    }

    static PayloadSpec opus() {
        return new PayloadSpec(OPUS_TYPE, OPUS, OptionalInt.empty(), Set.of(Feedback.TRANSPORT_CC));
    }

    void publishVideo(PeerId peer) {
        publishVideo(peer, vp8(Feedback.NACK, Feedback.PLI, Feedback.TRANSPORT_CC));
    }

    void publishVideo(PeerId peer, PayloadSpec payload) {
        EncodingSpec encoding = new EncodingSpec("", OptionalLong.of(videoSsrc(peer)), OptionalLong.of(rtxSsrc(peer)));
        command(new Command.Publish(
                peer,
                new TrackSpec(
                        videoTrack(peer),
                        MediaKind.VIDEO,
                        TrackSource.CAMERA,
                        "1",
                        List.of(payload),
                        EXTENSIONS,
                        List.of(encoding),
                        false)));
    }

    void publishAudio(PeerId peer) {
        EncodingSpec encoding = new EncodingSpec("", OptionalLong.of(audioSsrc(peer)), OptionalLong.empty());
        command(new Command.Publish(
                peer,
                new TrackSpec(
                        audioTrack(peer),
                        MediaKind.AUDIO,
                        TrackSource.MICROPHONE,
                        "0",
                        List.of(opus()),
                        EXTENSIONS,
                        List.of(encoding),
                        false)));
    }

    /// The SSRC of a peer's slot.
    static long slotSsrc(PeerId peer, int index) {
        return 1_000_000 * peer.value() + 2L * index;
    }

    static SlotSpec audioSlot(PeerId peer, int index) {
        return new SlotSpec(
                "a" + index,
                MediaKind.AUDIO,
                index,
                slotSsrc(peer, index),
                0,
                List.of(new PayloadSpec(63, OPUS, OptionalInt.empty(), Set.of())),
                SLOT_EXTENSIONS);
    }

    static SlotSpec videoSlot(PeerId peer, int index) {
        return new SlotSpec(
                "v" + index,
                MediaKind.VIDEO,
                index,
                slotSsrc(peer, index),
                slotSsrc(peer, index) + 1,
                List.of(
                        new PayloadSpec(120, VP8, OptionalInt.of(121), Set.of(Feedback.NACK, Feedback.PLI)),
                        new PayloadSpec(H264_TYPE, H264, OptionalInt.empty(), Set.of(Feedback.NACK))),
                SLOT_EXTENSIONS);
    }

    void openSlots(PeerId peer, SlotSpec... slots) {
        command(new Command.OpenSlots(peer, List.of(slots)));
    }

    /// One VP8 packet that is a whole frame; its last byte is a mark to know it by.
    void sendVp8(PeerId from, int sequence, long timestamp, int pictureId, boolean key, int mark) {
        byte[] payload = {
            (byte) 0x90,
            (byte) 0x80,
            (byte) (0x80 | (pictureId >> 8)),
            (byte) pictureId,
            (byte) (key ? 0 : 1),
            (byte) mark
        };
        sendVideo(from, VP8_TYPE, sequence, timestamp, payload);
    }

    void sendVideo(PeerId from, int payloadType, int sequence, long timestamp, byte... payload) {
        send(
                from,
                bytes -> {
                    header.start(bytes, 0, payloadType, true, sequence, timestamp, videoSsrc(from));
                    return header.finish();
                },
                payload);
    }

    void sendOpus(PeerId from, int sequence, long timestamp, int minusDbov, int mark) {
        send(
                from,
                bytes -> {
                    header.start(bytes, 0, OPUS_TYPE, false, sequence, timestamp, audioSsrc(from));
                    header.extension(EXTENSIONS.id(HeaderExtension.AUDIO_LEVEL), 0x80 | minusDbov, 1);
                    return header.finish();
                },
                (byte) 0x78,
                (byte) 1,
                (byte) mark);
    }

    /// Writes a header and returns its length.
    interface Header {
        int write(byte[] bytes);
    }

    void send(PeerId from, Header writer, byte... payload) {
        receive(from, writer, payload);
        drain();
    }

    /// Without draining.
    void receive(PeerId from, Header writer, byte... payload) {
        Packet packet = take();
        int headerLength = writer.write(packet.bytes());
        System.arraycopy(payload, 0, packet.bytes(), headerLength, payload.length);
        packet.length(headerLength + payload.length);
        sfu.receive(from, packet, now);
        last = Optional.of(packet);
    }

    void sendRtcp(PeerId from, Consumer<RtcpWriter> contents) {
        Packet packet = take();
        RtcpWriter writer = new RtcpWriter().start(packet.bytes(), 0, Packet.MAX_DATAGRAM);
        contents.accept(writer);
        packet.length(writer.length());
        sfu.receive(from, packet, now);
        drain();
    }

    private Packet take() {
        Packet packet = sfu.pool().take();
        if (packet == null) {
            throw new AssertionError("no packet memory");
        }
        Arrays.fill(packet.bytes(), 0, ROOM_FOR_HEADER, (byte) 0);
        return packet;
    }

    void leave(PeerId peer) {
        command(new Command.Leave(peer));
    }

    /// What went to a subscriber on one stream.
    List<Rtp> rtp(PeerId to, long ssrc) {
        return rtp.stream()
                .filter(sent -> sent.to().equals(to) && sent.packet().ssrc() == ssrc)
                .toList();
    }

    int rtcpCount(PeerId to, Predicate<RtcpReader> wanted) {
        return rtcp.stream()
                .filter(sent -> sent.to().equals(to))
                .mapToInt(sent -> sent.count(wanted))
                .sum();
    }

    static int sequenceInRtx(Rtp rtx) {
        return BigEndian.u16(rtx.bytes(), rtx.packet().payloadOffset());
    }
}
