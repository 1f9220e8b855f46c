package io.plenum.loadtest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.rtcp.Nack;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.sim.Dialect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A receiver fed by hand, in virtual time.
class MeterTest {
    private static final long MILLI = 1_000_000L;
    private static final long SSRC = 100;
    private static final long RTX = 101;
    private static final int PAYLOAD = 600;
    private static final Dialect DIALECT = Dialect.CHROMIUM;

    private static final Set<Integer> VIDEO = Set.of(DIALECT.vp8().payloadType());

    private final Tally tally = new Tally();
    private final Roster roster = new Roster();
    private final Roster.Member publisher = roster.enter();
    private final Roster.Member viewer = roster.enter();
    private final Seal seal = new Seal(publisher.source(), VIDEO);
    private final Meter meter = meter(1);

    private Meter meter(int sample) {
        return new Meter(
                9,
                List.of(new SlotSpec(
                        "sv0", MediaKind.VIDEO, 0, SSRC, RTX, List.of(DIALECT.vp8()), DIALECT.extensions())),
                tally,
                viewer,
                Set.of(MediaKind.VIDEO),
                true,
                sample,
                0);
    }

    private final List<byte[]> feedback = new ArrayList<>();

    @Test
    void packetsAreCountedAndTimed() {
        assertTrue(receive(media(SSRC, 10, 0), 3 * MILLI), "the first media");
        assertFalse(receive(media(SSRC, 11, 0), 3 * MILLI));
        Counts counts = tally.take();
        assertEquals(2, counts.packets());
        assertEquals(3, counts.latency().getMaxValue() / (double) MILLI, 0.06);
        assertEquals(0, counts.lost() + counts.damaged() + counts.strange() + counts.duplicates());
    }

    @Test
    void damageAndStrangersShow() {
        receive(media(SSRC, 10, 0), 1);
        byte[] damaged = media(SSRC, 11, 0);
        damaged[300] ^= 1;
        receive(damaged, 3);
        receive(media(12_345, 1, 0), 4);
        Counts counts = tally.take();
        assertEquals(1, counts.damaged());
        assertEquals(1, counts.strange());
    }

    @Test
    void aPacketThatComesAgainUnderAnotherNumberIsADuplicate() {
        byte[] packet = media(SSRC, 10, 0);
        receive(packet, 1);
        receive(renumbered(packet, 11), 2);
        receive(media(SSRC, 12, 0), 3);
        Counts counts = tally.take();
        assertEquals(1, counts.duplicates());
        assertEquals(0, counts.lossRatio());
    }

    @Test
    void aPacketThatWasOnlyLateAndThatWasRepairedIsNoDuplicate() {
        receive(media(SSRC, 10, 0), 0);
        byte[] late = media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        receive(retransmission(late, 11), 30 * MILLI);
        receive(late, 40 * MILLI);
        Counts counts = tally.take();
        assertEquals(0, counts.duplicates());
        assertEquals(0, counts.lossRatio());
    }

    @Test
    void whatIsOfAnotherRoomOrOnesOwnIsStrange() {
        receive(media(SSRC, 10, 0), 1);
        receive(media(new Seal(new Roster().enter().source(), VIDEO), SSRC, 11), 2);
        receive(media(new Seal(viewer.source(), VIDEO), SSRC, 12), 3);
        receive(media(SSRC, 13, 0), 4);
        Counts counts = tally.take();
        assertEquals(2, counts.strange());
        assertEquals(2, counts.latency().getTotalCount());
    }

    /// The server's numbers have no gap, the publisher's have.
    @Test
    void whatIsLeftOutBeforeItGetsANumberIsMissing() {
        receive(media(SSRC, 10, 0), 1);
        media(SSRC, 0, 0);
        media(SSRC, 0, 0);
        receive(media(SSRC, 11, 0), 2);
        Counts counts = tally.take();
        assertEquals(0, counts.lossByNumbers());
        assertEquals(4, counts.needed());
        assertEquals(2, counts.missing());
        assertEquals(0.5, counts.lossRatio());
    }

    @Test
    void whatIsMissingWhileTheSlotShowsSomethingElseIsNoLoss() {
        Seal other = new Seal(roster.enter().source(), VIDEO);
        receive(media(SSRC, 10, 0), 1);
        receive(media(other, SSRC, 11), 2);
        media(SSRC, 0, 0);
        receive(media(SSRC, 12, 0), 3);
        receive(media(SSRC, 13, 0), 4);
        Counts counts = tally.take();
        assertEquals(4, counts.needed());
        assertEquals(0, counts.missing());
    }

    /// The other one's key frame did not come in time.
    @Test
    void whatIsMissingWhileTheSlotIsSomebodyElsesIsNoLossThoughNothingCameOfThem() {
        receive(media(SSRC, 10, 0), 1);
        meter.slotsChanged(List.of("sv0"), 2);
        media(SSRC, 0, 0);
        receive(media(SSRC, 11, 0), 4);
        media(SSRC, 0, 0);
        receive(media(SSRC, 12, 0), 5);
        Counts counts = tally.take();
        assertEquals(4, counts.needed());
        assertEquals(1, counts.missing(), "the one after it is back");
    }

    @Test
    void aChangeOfAnotherSlotIsNoReason() {
        receive(media(SSRC, 10, 0), 1);
        meter.slotsChanged(List.of("sv1", "sa0"), 2);
        media(SSRC, 0, 0);
        receive(media(SSRC, 11, 0), 4);
        assertEquals(1, tally.take().missing());
    }

    /// Signaling may come after the media that it tells of.
    @Test
    void whatIsRepairedAcrossTheNewsOfAChangeIsNotMissing() {
        receive(media(SSRC, 10, 0), 0);
        byte[] lost = media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        assertEquals(1, tally.take().missing());
        meter.slotsChanged(List.of("sv0"), 2 * MILLI);
        receive(media(SSRC, 13, 0), 3 * MILLI);
        receive(retransmission(lost, 11), 30 * MILLI);
        Counts counts = tally.take();
        assertEquals(-1, counts.missing());
        assertEquals(0, counts.duplicates());
    }

    @Test
    void aRepairOfTheStreamThatTheSlotHasLeftIsNoneOfTheNewOne() {
        Seal other = new Seal(roster.enter().source(), VIDEO);
        receive(media(SSRC, 10, 0), 0);
        byte[] lost = media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        receive(media(other, SSRC, 13), 2 * MILLI);
        receive(retransmission(lost, 11), 20 * MILLI);
        receive(media(other, SSRC, 14), 21 * MILLI);
        Counts counts = tally.take();
        assertEquals(5, counts.needed());
        assertEquals(0, counts.missing());
        assertEquals(0, counts.duplicates());
    }

    /// Of video a server may pause, and that is told by the time it takes.
    @Test
    void whatIsMissingAfterALongSilenceIsStarvationAndNoLoss() {
        plays(publisher);
        receive(media(SSRC, 10, 0), 0);
        assertEquals(new Streams(0, 0), meter.streams(1_999 * MILLI));
        assertEquals(new Streams(1, 1), meter.streams(2_000 * MILLI));
        media(SSRC, 0, 0);
        receive(media(SSRC, 11, 0), 2_100 * MILLI);
        assertEquals(new Streams(1, 0), meter.streams(2_100 * MILLI));
        assertEquals(0, tally.take().missing());
        publisher.plays(MediaKind.VIDEO, false, 0);
        assertEquals(new Streams(0, 0), meter.streams(9_000 * MILLI));
    }

    @Test
    void aStreamThatNeverCameIsStarved() {
        plays(publisher);
        plays(viewer);
        plays(roster.enter());
        assertEquals(new Streams(1, 1), meter.streams(2_000 * MILLI), "as many as there are slots");
    }

    private static void plays(Roster.Member member) {
        member.begins(Set.of(MediaKind.VIDEO), 0);
        member.plays(MediaKind.VIDEO, true, 0);
    }

    /// Its decoder has gone on from a key frame by then.
    @Test
    void whatComesWhenItHasBeenGivenUpStaysLost() {
        receive(media(SSRC, 10, 0), 0);
        byte[] late = media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        for (long now = 0; now < 1_500 * MILLI; now += 5 * MILLI) {
            advance(now);
        }
        receive(retransmission(late, 11), 1_500 * MILLI);
        Counts counts = tally.take();
        assertEquals(1, counts.late());
        assertEquals(0, counts.repaired());
        assertEquals(1 / 3.0, counts.lossByNumbers(), 1e-9);
        assertEquals(1 / 3.0, counts.lossByCounts(), 1e-9);
    }

    /// The engine's bookkeeping takes a jump for a new beginning, in which no number is missing.
    @Test
    void aJumpOfTheServersNumbersHidesNothing() {
        receive(media(SSRC, 10, 0), 1);
        media(SSRC, 0, 0);
        receive(media(SSRC, 10_000, 0), 2);
        receive(media(SSRC, 10_001, 0), 3);
        Counts counts = tally.take();
        assertEquals(0, counts.lossByNumbers());
        assertEquals(2, counts.missing(), "the one that was left out, and the first of a jump, which nobody places");
    }

    @Test
    void whatIsMissingIsAskedForAndItsRepairCounts() {
        receive(media(SSRC, 10, 0), 0);
        byte[] lost = media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        advance(20 * MILLI);
        assertEquals(List.of(11), nacked());

        receive(retransmission(lost, 11), 30 * MILLI);
        Counts counts = tally.take();
        assertEquals(1, counts.lost());
        assertEquals(1, counts.repaired());
        assertEquals(0, counts.lossRatio());
        assertEquals(List.of(new SlotCount("sv0", MediaKind.VIDEO, 2, 1)), meter.slots());
    }

    @Test
    void whatIsNeverRepairedIsLostForGoodAndAKeyFrameIsAskedFor() {
        receive(media(SSRC, 10, 0), 0);
        media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        for (long now = 0; now < 3_000 * MILLI; now += 5 * MILLI) {
            advance(now);
        }
        Counts counts = tally.take();
        assertEquals(1 / 3.0, counts.lossRatio(), 1e-9);
        assertEquals(1, counts.keyFramesAsked());
    }

    /// On a long way an answer takes its time: to ask every 20 ms would have each packet sent again and again.
    @Test
    void nobodyAsksAgainBeforeTheAnswerCanBeThere() {
        receive(media(SSRC, 10, 0), 0);
        byte[] lost = media(SSRC, 11, 0);
        receive(media(SSRC, 12, 0), MILLI);
        advance(20 * MILLI);
        receive(retransmission(lost, 11), 220 * MILLI); // a way of 200 ms
        media(SSRC, 13, 0);
        receive(media(SSRC, 14, 0), 230 * MILLI);
        feedback.clear();
        for (long now = 230; now < 640; now += 5) {
            advance(now * MILLI);
        }
        assertEquals(List.of(13, 13), nacked());
    }

    @Test
    void aRecordingIsCountedWithoutASeal() {
        Meter plain = new Meter(
                9,
                List.of(new SlotSpec(
                        "sv0", MediaKind.VIDEO, 0, SSRC, RTX, List.of(DIALECT.vp8()), DIALECT.extensions())),
                tally,
                viewer,
                Set.of(MediaKind.AUDIO),
                true,
                1,
                0);
        byte[] packet = media(SSRC, 10, 0);
        packet[packet.length - Seal.LENGTH] ^= 1;
        plain.rtp(packet, packet.length, 3 * MILLI);
        Counts counts = tally.take();
        assertEquals(1, counts.packets());
        assertEquals(0, counts.strange() + counts.latency().getTotalCount());
    }

    @Test
    void anEmptyPacketIsNoStranger() {
        byte[] packet = new byte[100];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(packet, 0, DIALECT.vp8().payloadType(), false, 10, 0, SSRC);
        int end = header.finish();
        receive(Arrays.copyOf(packet, end), 0);
        Counts counts = tally.take();
        assertEquals(1, counts.packets());
        assertEquals(0, counts.strange() + counts.latency().getTotalCount());
    }

    @Test
    void aSampleIsEnoughToCountByHeaders() {
        Meter sampling = meter(4);
        for (int sequence = 0; sequence < 40; sequence++) {
            byte[] packet = media(SSRC, sequence, 0);
            if (sequence != 13 && !sampling.skips(packet, packet.length, sequence)) {
                sampling.rtp(packet, packet.length, sequence);
            }
        }
        Counts counts = tally.take();
        assertEquals(39, counts.packets());
        assertEquals(1, counts.lost());
        assertEquals(10, counts.latency().getTotalCount());
        assertEquals(0, counts.needed(), "of a sample nobody knows what is missing");
    }

    @Test
    void theServerHearsWhenEachPacketArrived() {
        receive(media(SSRC, 10, 0), MILLI);
        receive(media(SSRC, 11, 0), 2 * MILLI);
        advance(150 * MILLI);
        RtcpReader rtcp = new RtcpReader();
        boolean told = false;
        for (byte[] packet : feedback) {
            assertTrue(rtcp.wrap(packet, 0, packet.length));
            while (rtcp.next()) {
                told |= rtcp.isTransportCc();
            }
        }
        assertTrue(told);
    }

    private boolean receive(byte[] packet, long nowNanos) {
        return meter.rtp(packet.clone(), packet.length, nowNanos);
    }

    private void advance(long nowNanos) {
        meter.advance(nowNanos, (bytes, length) -> feedback.add(Arrays.copyOf(bytes, length)));
    }

    private List<Integer> nacked() {
        List<Integer> numbers = new ArrayList<>();
        RtcpReader rtcp = new RtcpReader();
        Nack nack = new Nack();
        for (byte[] packet : feedback) {
            assertTrue(rtcp.wrap(packet, 0, packet.length));
            while (rtcp.next()) {
                if (rtcp.isNack()) {
                    nack.wrap(rtcp);
                    for (int number = nack.next(); number >= 0; number = nack.next()) {
                        numbers.add(number);
                    }
                }
            }
        }
        return numbers;
    }

    private static byte[] renumbered(byte[] packet, int sequence) {
        byte[] copy = packet.clone();
        BigEndian.put16(copy, 2, sequence);
        return copy;
    }

    private byte[] media(long ssrc, int sequence, long sentNanos) {
        return media(seal, ssrc, sequence, sentNanos);
    }

    private static byte[] media(Seal from, long ssrc, int sequence) {
        return media(from, ssrc, sequence, 0);
    }

    private static byte[] media(Seal from, long ssrc, int sequence, long sentNanos) {
        byte[] packet = new byte[1_500];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(packet, 0, DIALECT.vp8().payloadType(), false, sequence, 0, ssrc);
        header.extension(DIALECT.extensions().id(HeaderExtension.TRANSPORT_CC), sequence, 2);
        int payload = header.finish();
        int end = from.put(packet, payload, payload + PAYLOAD);
        from.send(packet, end, sentNanos);
        return Arrays.copyOf(packet, end);
    }

    /// RFC 4588, without the header extension.
    private byte[] retransmission(byte[] original, int sequence) {
        byte[] packet = new byte[1_500];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(packet, 0, DIALECT.vp8().rtxPayloadType().orElseThrow(), false, 1, 0, RTX);
        int payload = header.finish();
        int length = PAYLOAD + Seal.LENGTH;
        BigEndian.put16(packet, payload, sequence);
        System.arraycopy(original, original.length - length, packet, payload + 2, length);
        return Arrays.copyOf(packet, payload + 2 + length);
    }
}
