package io.plenum.core;

import static io.plenum.core.Stage.audioSlot;
import static io.plenum.core.Stage.audioSsrc;
import static io.plenum.core.Stage.audioTrack;
import static io.plenum.core.Stage.slotSsrc;
import static io.plenum.core.Stage.videoSlot;
import static io.plenum.core.Stage.videoSsrc;
import static io.plenum.core.Stage.videoTrack;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.memory.Packet;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The engine from outside, packet by packet: what a subscriber's browser and a publisher's browser get to see.
class SfuTest {
    private static final int FRAME = 3000;

    private final Stage stage = new Stage();
    private PeerId ann = new PeerId(0);
    private PeerId bob = ann;

    @BeforeEach
    void annPublishesAndBobReceives() {
        ann = stage.join(1);
        bob = stage.join(2);
        stage.publishAudio(ann);
        stage.publishVideo(ann);
        stage.openSlots(bob, audioSlot(bob, 0), videoSlot(bob, 1));
    }

    private List<Stage.Rtp> video() {
        return stage.rtp(bob, slotSsrc(bob, 1));
    }

    private List<Stage.Rtp> audio() {
        return stage.rtp(bob, slotSsrc(bob, 0));
    }

    private static int mark(Stage.Rtp packet) {
        byte[] payload = packet.payload();
        return payload[payload.length - 1];
    }

    private static List<Integer> marks(List<Stage.Rtp> packets) {
        return packets.stream().map(SfuTest::mark).toList();
    }

    @Test
    void slotsAreFilledAndSaidSo() {
        assertEquals(
                List.of(
                        new Event.SlotChanged(bob, "a0", Optional.of(audioTrack(ann))),
                        new Event.SlotChanged(bob, "v1", Optional.of(videoTrack(ann)))),
                stage.events);
    }

    @Test
    void aPacketArrivesWithTheSlotsNumbersAndThePublishersMark() {
        stage.sendOpus(ann, 700, 48_000, 30, 77);

        Stage.Rtp sent = audio().getFirst();
        RtpPacket packet = sent.packet();
        assertEquals(1, audio().size());
        assertEquals(63, packet.payloadType());
        assertEquals(1, packet.csrcCount());
        assertEquals(1, packet.csrc(0));
        assertTrue(packet.marker(), "the first packet of a talk spurt carries the marker");
        assertTrue(packet.sequence16() > 0 && packet.sequence16() < 8192, "first sequence " + packet.sequence16());
        assertEquals((byte) 'a', sent.extension(9));
        assertEquals((byte) (0x80 | 30), sent.extension(10));
        assertEquals(3, packet.extensionLength(11), "abs-send-time");
        assertArrayEquals(new byte[] {0x78, 1, 77}, sent.payload());
    }

    @Test
    void videoStartsAtAKeyFrame() {
        stage.sendVp8(ann, 10, 0, 5, false, 1);
        stage.sendVp8(ann, 11, FRAME, 6, true, 2);
        stage.sendVp8(ann, 12, 2 * FRAME, 7, false, 3);

        assertEquals(List.of(2, 3), marks(video()));
    }

    @Test
    void aKeyFrameThatIsNeededIsAskedForUntilItComes() {
        stage.sendVp8(ann, 10, 0, 5, false, 1);
        stage.pass(1100);
        int asked = stage.rtcpCount(ann, RtcpReader::isPli);
        stage.sendVp8(ann, 11, FRAME, 6, true, 2);
        stage.pass(3000);

        assertEquals(3, asked, "at 0, 500 and 1,000 ms");
        assertEquals(asked, stage.rtcpCount(ann, RtcpReader::isPli));
    }

    @Test
    void lossUpstreamIsAGapDownstreamAndIsRepairedByAnAnswer() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.sendVp8(ann, 12, 2 * FRAME, 7, false, 3);
        stage.pass(30);
        int asked = stage.rtcpCount(ann, RtcpReader::isNack);
        stage.sendVp8(ann, 11, FRAME, 6, false, 2);

        List<Stage.Rtp> video = video();
        assertEquals(1, asked);
        assertEquals(List.of(1, 3, 2), marks(video));
        int first = video.getFirst().packet().sequence16();
        assertEquals(first + 2, video.get(1).packet().sequence16());
        assertEquals(first + 1, video.get(2).packet().sequence16());
    }

    @Test
    void aRetransmissionFromThePublisherBecomesTheOriginal() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.sendVp8(ann, 12, 2 * FRAME, 7, false, 3);
        RtpHeaderWriter header = new RtpHeaderWriter();
        byte[] repeated = {0, 11, (byte) 0x90, (byte) 0x80, (byte) 0x80, 6, 1, 2};
        stage.send(
                ann,
                bytes -> {
                    header.start(bytes, 0, Stage.VP8_RTX_TYPE, true, 900, FRAME, Stage.rtxSsrc(ann));
                    return header.finish();
                },
                repeated);

        assertEquals(List.of(1, 3, 2), marks(video()));
        assertEquals(
                video().getFirst().packet().timestamp() + FRAME,
                video().getLast().packet().timestamp());
        stage.pass(1000);
        assertEquals(0, stage.rtcpCount(ann, RtcpReader::isNack), "it is not missing any more");
    }

    @Test
    void aSubscribersNackIsAnsweredOnTheRetransmissionStream() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.sendVp8(ann, 11, FRAME, 6, false, 2);
        Stage.Rtp original = video().getLast();
        long[] lost = {original.packet().sequence16()};
        stage.sendRtcp(bob, writer -> {
            writer.receiverReport(7);
            writer.nack(7, slotSsrc(bob, 1), lost, 0, 1);
        });

        List<Stage.Rtp> repeated = stage.rtp(bob, slotSsrc(bob, 1) + 1);
        assertEquals(1, repeated.size());
        assertEquals(121, repeated.getFirst().packet().payloadType());
        assertEquals(original.packet().sequence16(), Stage.sequenceInRtx(repeated.getFirst()));
        byte[] payload = repeated.getFirst().payload();
        byte[] withoutOsn = Arrays.copyOfRange(payload, 2, payload.length);
        assertArrayEquals(original.payload(), withoutOsn);
        assertEquals(original.packet().timestamp(), repeated.getFirst().packet().timestamp());
        assertEquals(1, stage.counters.get(Counter.RTX_SENT));
    }

    @Test
    void feedbackAboutForeignStreamsIsIgnoredAndCounted() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.pass(2000);
        stage.rtcp.clear();
        long[] lost = {10};
        stage.sendRtcp(bob, writer -> {
            writer.receiverReport(7);
            writer.nack(7, videoSsrc(ann), lost, 0, 1);
            writer.pli(7, videoSsrc(ann));
            writer.fir(7, audioSsrc(ann), 1);
        });
        stage.pass(1000);

        assertEquals(3, stage.counters.get(DropReason.RTCP_UNKNOWN_STREAM));
        assertEquals(0, stage.rtcpCount(ann, RtcpReader::isPli));
        assertEquals(1, stage.rtp.size());
    }

    @Test
    void pliOfManySubscribersIsOneRequest() {
        PeerId carol = stage.join(3);
        stage.openSlots(carol, videoSlot(carol, 0));
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.pass(2000);
        stage.rtcp.clear();
        stage.sendRtcp(bob, writer -> {
            writer.receiverReport(7);
            writer.pli(7, slotSsrc(bob, 1));
        });
        stage.sendRtcp(carol, writer -> {
            writer.receiverReport(7);
            writer.pli(7, slotSsrc(carol, 0));
        });

        assertEquals(1, stage.rtcpCount(ann, RtcpReader::isPli));
        assertEquals(2, stage.counters.get(Counter.KEYFRAME_REQUESTS_RECEIVED));
    }

    @Test
    void anotherPublisherContinuesTheSlotWithoutASeam() {
        PeerId carol = stage.join(3);
        stage.sendVp8(ann, 65_535, 4_294_967_295L, 0x7FFF, true, 1);
        stage.leave(ann);
        stage.publishVideo(carol);
        stage.pass(1000);
        stage.sendVp8(carol, 20, 500, 300, false, 2);
        stage.sendVp8(carol, 21, 3500, 301, true, 3);
        stage.sendVp8(carol, 20, 500, 300, false, 4);

        List<Stage.Rtp> video = video();
        assertEquals(List.of(1, 3), marks(video));
        RtpPacket before = video.getFirst().packet();
        RtpPacket after = video.getLast().packet();
        assertEquals(before.sequence16() + 1, after.sequence16());
        assertEquals(90_000, after.timestamp() - before.timestamp());
        assertEquals(pictureId(video.getFirst()) + 1, pictureId(video.getLast()));
        assertEquals(3, after.csrc(0));
    }

    private static int pictureId(Stage.Rtp packet) {
        return BigEndian.u16(packet.bytes(), packet.packet().payloadOffset() + 2) & 0x7FFF;
    }

    @Test
    void aKeyFrameWhoseFirstPacketComesLateIsForwardedWhole() {
        stage.sendVideo(
                ann, Stage.VP8_TYPE, 11, 0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 5, (byte) 0, (byte) 2);
        stage.sendVideo(
                ann, Stage.VP8_TYPE, 12, 0, (byte) 0x80, (byte) 0x80, (byte) 0x80, (byte) 5, (byte) 0, (byte) 3);
        stage.sendVp8(ann, 10, 0, 5, true, 1);

        assertEquals(List.of(1, 2, 3), marks(video()));
        int first = video().getFirst().packet().sequence16();
        assertEquals(first + 2, video().getLast().packet().sequence16());
    }

    @Test
    void paddingLeavesNoGap() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.sendVideo(ann, Stage.VP8_TYPE, 11, 0);
        stage.sendVp8(ann, 12, FRAME, 6, false, 2);

        assertEquals(List.of(1, 2), marks(video()));
        assertEquals(
                video().getFirst().packet().sequence16() + 1,
                video().getLast().packet().sequence16());
    }

    @Test
    void opaqueVideoIsAskedForAKeyFrameAndStartsAtOnce() {
        PeerId carol = stage.join(3);
        stage.publishVideo(
                carol, new PayloadSpec(Stage.H264_TYPE, Stage.H264, OptionalInt.empty(), Set.of(Feedback.PLI)));
        stage.openSlots(bob, videoSlot(bob, 1), videoSlot(bob, 2));
        stage.sendVideo(carol, Stage.H264_TYPE, 1, 0, (byte) 9);

        assertEquals(List.of(9), marks(stage.rtp(bob, slotSsrc(bob, 2))));
        assertEquals(1, stage.rtcpCount(carol, RtcpReader::isPli));
    }

    @Test
    void mutedTracksFreeTheirSlot() {
        stage.events.clear();
        stage.command(new Command.Mute(ann, videoTrack(ann), true));
        stage.sendVp8(ann, 10, 0, 5, true, 1);

        assertEquals(List.of(new Event.SlotChanged(bob, "v1", Optional.empty())), stage.events);
        assertTrue(video().isEmpty());
    }

    @Test
    void aStalledTrackIsSaidSoAndWhenItReturns() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.events.clear();
        stage.pass(1990);
        assertEquals(List.of(), stage.events);
        stage.pass(20);
        assertEquals(List.of(new Event.TrackFlowing(ann, videoTrack(ann), false)), stage.events);
        stage.events.clear();
        stage.sendVp8(ann, 11, FRAME, 6, false, 2);
        assertEquals(List.of(new Event.TrackFlowing(ann, videoTrack(ann), true)), stage.events);
    }

    @Test
    void senderReportsAreOnTheServersClock() {
        long ntp = 0x1234_5678_0000_0000L;
        stage.sendVp8(ann, 10, 9000, 5, true, 1);
        stage.sendRtcp(ann, writer -> writer.senderReport(videoSsrc(ann), ntp, 9000, 1, 10));
        stage.pass(1500);
        stage.sendVp8(ann, 11, 9000 + 135_000, 6, false, 2);

        List<Stage.Rtcp> reports = stage.rtcp.stream()
                .filter(sent ->
                        sent.to().equals(bob) && sent.count(reader -> reader.type() == RtcpType.SENDER_REPORT) > 0)
                .toList();
        assertFalse(reports.isEmpty());
        for (Stage.Rtcp report : reports) {
            long sentAt = (report.at() - 1_000_000_000L) * 90 / 1_000_000;
            long expected = video().getFirst().packet().timestamp() + sentAt;
            assertEquals(slotSsrc(bob, 1), BigEndian.u32(report.bytes(), 4));
            assertTrue(Math.abs(expected - BigEndian.u32(report.bytes(), 16)) <= 1, "timestamp");
        }
    }

    @Test
    void publishersGetReportsAndTransportFeedback() {
        for (int i = 0; i < 10; i++) {
            sendNumbered(ann, i);
            stage.pass(5);
        }
        stage.pass(1000);

        assertEquals(1, stage.rtcpCount(ann, RtcpReader::isTransportCc));
        assertEquals(
                1, stage.rtcpCount(ann, reader -> reader.type() == RtcpType.RECEIVER_REPORT && reader.count() == 1));
    }

    @Test
    void whilePacketsComeNoTurnIsBegunForAReportAlone() {
        stage.leave(bob);
        long between = 10_000_000L;
        for (int i = 0; i < 200; i++) {
            sendNumbered(ann, i);
            assertTrue(stage.deadline >= stage.now + between, "after packet " + i);
            stage.now += between;
        }

        int feedback = stage.rtcpCount(ann, RtcpReader::isTransportCc);
        assertTrue(feedback >= 19 && feedback <= 25, feedback + " reports in 2 s");
    }

    /// A packet of video with a transport-wide number.
    private void sendNumbered(PeerId from, int number) {
        RtpHeaderWriter header = new RtpHeaderWriter();
        stage.send(
                from,
                bytes -> {
                    header.start(bytes, 0, Stage.VP8_TYPE, true, number, 0, videoSsrc(from));
                    header.extension(Stage.EXTENSIONS.id(HeaderExtension.TRANSPORT_CC), number, 2);
                    return header.finish();
                },
                (byte) 0x90,
                (byte) 0x80,
                (byte) 0x80,
                (byte) 1,
                (byte) 0,
                (byte) 1);
    }

    @Test
    void aLonePacketIsReportedOnceThoughTheShardIsLate() {
        stage.sendOpus(ann, 1, 960, 30, 1);
        stage.now += 1_300_000_000L; // the report was due after a second
        stage.sfu.advance(stage.now);
        stage.drain();
        assertEquals(
                1, stage.rtcpCount(ann, reader -> reader.type() == RtcpType.RECEIVER_REPORT && reader.count() == 1));
        stage.pass(5_000);
        assertEquals(
                1, stage.rtcpCount(ann, reader -> reader.type() == RtcpType.RECEIVER_REPORT && reader.count() == 1));
    }

    @Test
    void whenEverybodyHasLeftNothingIsHeld() {
        for (int i = 0; i < 300; i++) {
            stage.sendVp8(ann, i, (long) i * FRAME, i, i == 0, 1);
            stage.sendOpus(ann, i, i * 960L, 30, 1);
        }
        assertTrue(stage.sfu.snapshot().packetsInUse() > 0);
        assertEquals(2, stage.sfu.snapshot().subscriptions());
        stage.leave(ann);
        stage.leave(bob);

        assertEquals(new SfuSnapshot(0, 0, 0, 0, 0, 0), stage.sfu.snapshot());
        assertEquals(Long.MAX_VALUE, stage.deadline);
    }

    @Test
    void aQuietEngineHasNoDeadlineAndHoldsNoPackets() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.sendOpus(ann, 10, 0, 30, 1);
        stage.pass(60_000);

        assertEquals(Long.MAX_VALUE, stage.deadline);
        assertEquals(0, stage.sfu.snapshot().packetsInUse());
    }

    @Test
    void whatIsNoRtpIsCountedAndDropped() {
        stage.send(ann, bytes -> 5);
        stage.send(new PeerId(99), bytes -> 12);
        RtpHeaderWriter header = new RtpHeaderWriter();
        stage.send(ann, bytes -> header.start(bytes, 0, 77, false, 1, 1, 424242).finish(), (byte) 1);
        stage.send(
                ann,
                bytes -> header.start(bytes, 0, 50, false, 1, 1, videoSsrc(ann)).finish(),
                (byte) 1);

        assertEquals(1, stage.counters.get(DropReason.RTP_MALFORMED));
        assertEquals(1, stage.counters.get(DropReason.RTP_UNKNOWN_PEER));
        assertEquals(1, stage.counters.get(DropReason.RTP_UNKNOWN_STREAM));
        assertEquals(1, stage.counters.get(DropReason.RTP_UNKNOWN_PAYLOAD_TYPE));
        assertEquals(0, stage.sfu.snapshot().packetsInUse());
    }

    @Test
    void aBugClosesItsRoomOnly() {
        PeerId eve = new PeerId(66);
        stage.command(new Command.Join(new RoomId("other"), eve, 1, 1));
        stage.publishVideo(eve);
        stage.sendVp8(eve, 1, 0, 1, true, 1);
        stage.events.clear();
        PayloadSpec impossible = new PayloadSpec(200, Stage.VP8, OptionalInt.empty(), Set.of());
        stage.publishVideo(eve, impossible);
        stage.sendVp8(ann, 10, 0, 5, true, 1);

        assertTrue(stage.events.getFirst() instanceof Event.RoomFailed failed
                && failed.room().name().equals("other"));
        assertEquals(1, stage.sfu.snapshot().rooms());
        assertEquals(1, video().size());
        assertEquals(1, stage.counters.get(Counter.ROOMS_FAILED));
        assertEquals(1, stage.sfu.snapshot().packetsInUse(), "only ann's packet is kept");
    }

    /// Somebody gave back a packet once too often: its history finds out when the room is cleared away.
    @Test
    void aRoomThatFailsGivesBackTheRestOfItsMemory() {
        stage.leave(bob);
        stage.sendVp8(ann, 9, 0, 4, true, 1);
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.last.ifPresent(Packet::release);
        stage.sendVp8(ann, 11, 0, 6, true, 1);
        PeerId dan = stage.join(55);
        stage.publishVideo(dan);
        stage.sendVp8(dan, 1, 0, 1, true, 1);
        PayloadSpec impossible = new PayloadSpec(200, Stage.VP8, OptionalInt.empty(), Set.of());
        stage.publishVideo(stage.join(66), impossible);

        assertEquals(1, stage.counters.get(Counter.ROOMS_FAILED));
        assertEquals(0, stage.sfu.snapshot().packetsInUse());
    }

    /// The payload types of an m-line may be others after the next offer, which browsers seldom do and others
    /// may.
    @Test
    void aSlotThatIsAgreedOnAnewFollowsTheNewPayloadTypes() {
        SlotSpec spec = videoSlot(bob, 1);
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        PayloadSpec moved = new PayloadSpec(99, Stage.VP8, OptionalInt.of(98), Set.of(Feedback.NACK, Feedback.PLI));
        stage.openSlots(
                bob,
                new SlotSpec(
                        spec.mid(), spec.kind(), 0, spec.ssrc(), spec.rtxSsrc(), List.of(moved), spec.extensions()));
        stage.sendVp8(ann, 11, 3_000, 6, false, 2);
        stage.sendVp8(ann, 12, 6_000, 7, true, 3);
        stage.sendVp8(ann, 13, 9_000, 8, false, 4);
        stage.pass(40);

        List<Integer> types = stage.rtp(bob, spec.ssrc()).stream()
                .map(sent -> sent.packet().payloadType())
                .toList();
        assertEquals(List.of(120, 99, 99), types);
    }

    @Test
    void whatWasSentIsToldAsOfNow() {
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        assertTrue(sentBitsPerSecond() > 0);
        stage.now += 5_000_000_000L; // nothing is due, so nobody looks meanwhile
        assertEquals(0, sentBitsPerSecond());
    }

    private long sentBitsPerSecond() {
        return stage.sfu.quality(bob, stage.now).orElseThrow().link().sentBitsPerSecond();
    }

    @Test
    void aRoomThatFailsInABatchLeavesNothingBehind() {
        stage.leave(ann);
        stage.leave(bob);
        PeerId eve = stage.join(66);
        stage.publishVideo(eve);
        RtpHeaderWriter header = new RtpHeaderWriter();
        stage.receive(
                eve,
                bytes -> header.start(bytes, 0, Stage.VP8_TYPE, true, 1, 1, videoSsrc(eve))
                        .finish(),
                (byte) 0x10,
                (byte) 0);
        stage.publishVideo(eve, new PayloadSpec(200, Stage.VP8, OptionalInt.empty(), Set.of()));

        assertEquals(new SfuSnapshot(0, 0, 0, 0, 0, 0), stage.sfu.snapshot());
        assertEquals(Long.MAX_VALUE, stage.deadline);
        assertEquals(eve, stage.join(66));
        assertEquals(1, stage.sfu.snapshot().peers(), "the room can be entered anew");
    }

    @Test
    void withoutRtxTheSameBytesGoOutAgain() {
        SlotSpec spec = videoSlot(bob, 1);
        PayloadSpec plain = new PayloadSpec(120, Stage.VP8, OptionalInt.empty(), Set.of(Feedback.NACK));
        stage.openSlots(bob);
        stage.openSlots(bob, new SlotSpec("v9", MediaKind.VIDEO, 1, 909, 0, List.of(plain), spec.extensions()));
        stage.sendVp8(ann, 10, 0, 5, true, 1);
        stage.pass(40);
        long[] lost = {stage.rtp(bob, 909).getFirst().packet().sequence16()};
        stage.sendRtcp(bob, writer -> {
            writer.receiverReport(7);
            writer.nack(7, 909, lost, 0, 1);
        });

        List<Stage.Rtp> sent = stage.rtp(bob, 909);
        assertEquals(2, sent.size());
        assertArrayEquals(sent.getFirst().bytes(), sent.getLast().bytes());
    }

    /// A track of carol's whose SSRCs SDP did not name.
    private PeerId carolPublishesUnnamed(String... rids) {
        PeerId carol = stage.join(3);
        List<EncodingSpec> encodings = Arrays.stream(rids)
                .map(rid -> new EncodingSpec(rid, OptionalLong.empty(), OptionalLong.empty()))
                .toList();
        stage.command(new Command.Publish(
                carol,
                new TrackSpec(
                        videoTrack(carol),
                        MediaKind.VIDEO,
                        TrackSource.CAMERA,
                        "7",
                        List.of(Stage.vp8(Feedback.NACK)),
                        Stage.EXTENSIONS,
                        encodings,
                        false)));
        return carol;
    }

    private void sendFrame(PeerId from, int payloadType, long ssrc, int sequence, String mid) {
        RtpHeaderWriter header = new RtpHeaderWriter();
        byte[] bytes = mid.getBytes(StandardCharsets.US_ASCII);
        stage.send(
                from,
                packet -> {
                    header.start(packet, 0, payloadType, true, sequence, 0, ssrc);
                    if (bytes.length > 0) {
                        header.extension(Stage.EXTENSIONS.id(HeaderExtension.MID), bytes, 0, bytes.length);
                    }
                    return header.finish();
                },
                (byte) 0x10,
                (byte) 0);
    }

    @Test
    void anUnnamedStreamIsKnownByItsMid() {
        PeerId carol = carolPublishesUnnamed();
        sendFrame(carol, Stage.VP8_TYPE, 5555, 1, "7");
        sendFrame(carol, Stage.VP8_TYPE, 5555, 2, "");
        sendFrame(carol, Stage.VP8_TYPE, 6666, 1, "8");

        assertEquals(1, stage.sfu.snapshot().packetsInUse() - 1, "two packets are kept");
        assertEquals(1, stage.counters.get(DropReason.RTP_UNKNOWN_STREAM));
    }

    @Test
    void anUnnamedStreamIsKnownByAPayloadTypeThatOnlyOneTrackHas() {
        PeerId carol = carolPublishesUnnamed();
        sendFrame(carol, Stage.VP8_TYPE, 5555, 1, "");
        assertEquals(1, stage.sfu.snapshot().packetsInUse());
        assertEquals(0, stage.counters.get(DropReason.RTP_UNKNOWN_STREAM));
    }

    @Test
    void anUnnamedStreamOfSeveralLayersNeedsItsRid() {
        PeerId carol = carolPublishesUnnamed("q", "h");
        sendFrame(carol, Stage.VP8_TYPE, 5555, 1, "7");
        assertEquals(0, stage.sfu.snapshot().packetsInUse());
        assertEquals(1, stage.counters.get(DropReason.RTP_UNKNOWN_STREAM));
    }

    @Test
    void aLayerThatFlowsKeepsItsStreamAndOneThatPausedMayChangeIt() {
        PeerId carol = carolPublishesUnnamed();
        sendFrame(carol, Stage.VP8_TYPE, 5555, 1, "7");
        sendFrame(carol, Stage.VP8_TYPE, 6666, 1, "7");
        assertEquals(1, stage.counters.get(DropReason.RTP_UNKNOWN_STREAM));
        stage.pass(600);
        for (int i = 0; i < 1_000; i++) {
            sendFrame(carol, Stage.VP8_TYPE, 7_000 + i, 1, "7");
        }
        assertEquals(1_000, stage.counters.get(DropReason.RTP_UNKNOWN_STREAM), "999 of them in the same moment");
        assertEquals(4, stage.sfu.snapshot().streams(), "ann's three and carol's one");
    }

    @Test
    void aHeaderFullOfExtensionsDoesNotOutgrowOurs() {
        RtpHeaderWriter header = new RtpHeaderWriter();
        byte[] long16 = new byte[16];
        stage.send(
                ann,
                bytes -> {
                    header.start(bytes, 0, Stage.OPUS_TYPE, true, 1, 1, audioSsrc(ann));
                    for (int i = 0; i < 16; i++) {
                        header.extension(Stage.EXTENSIONS.id(HeaderExtension.AUDIO_LEVEL), long16, 0, long16.length);
                    }
                    return header.finish();
                },
                (byte) 5);
        assertEquals(1, audio().size());
        assertTrue(audio().getFirst().packet().headerLength() < 60);
    }
}
