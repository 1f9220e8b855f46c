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

    private final Tally tally = new Tally();
    private final Seal seal = new Seal(5);
    private final Meter meter = meter(1);

    private Meter meter(int sample) {
        return new Meter(
                9,
                List.of(new SlotSpec(
                        "sv0", MediaKind.VIDEO, 0, SSRC, RTX, List.of(DIALECT.vp8()), DIALECT.extensions())),
                tally,
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
    void duplicatesDamageAndStrangersShow() {
        byte[] packet = media(SSRC, 10, 0);
        receive(packet, 1);
        receive(packet, 2);
        byte[] damaged = media(SSRC, 11, 0);
        damaged[300] ^= 1;
        receive(damaged, 3);
        receive(media(12_345, 1, 0), 4);
        Counts counts = tally.take();
        assertEquals(1, counts.duplicates());
        assertEquals(1, counts.damaged());
        assertEquals(1, counts.strange());
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

    private byte[] media(long ssrc, int sequence, long sentNanos) {
        byte[] packet = new byte[1_500];
        RtpHeaderWriter header = new RtpHeaderWriter();
        header.start(packet, 0, DIALECT.vp8().payloadType(), false, sequence, 0, ssrc);
        header.extension(DIALECT.extensions().id(HeaderExtension.TRANSPORT_CC), sequence, 2);
        int payload = header.finish();
        int end = seal.put(packet, payload, payload + PAYLOAD);
        seal.send(packet, end, sentNanos);
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
