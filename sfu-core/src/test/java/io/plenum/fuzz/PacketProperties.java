package io.plenum.fuzz;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.rtcp.Fir;
import io.plenum.rtcp.Nack;
import io.plenum.rtcp.Remb;
import io.plenum.rtcp.ReportBlocks;
import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.RtcpType;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtcp.SenderReport;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import java.util.Arrays;
import java.util.TreeSet;

/// What holds for any RTP and RTCP packet, however it came about.
final class PacketProperties {
    private static final int MAX_EXTENSIONS = 16;
    private static final int MAX_STATUSES = 8_192;

    private PacketProperties() {}

    /// What is read lies in the packet, and a header written from it reads the same.
    static void rtp(byte[] data) {
        RtpPacket packet = new RtpPacket();
        boolean[] sound = {false};
        Memory.bounded(data.length, () -> sound[0] = packet.wrap(data, 0, data.length));
        if (!sound[0]) {
            return;
        }
        assertTrue(packet.payloadOffset() >= RtpPacket.FIXED_HEADER);
        assertTrue(packet.payloadLength() >= 0 && packet.payloadOffset() + packet.payloadLength() <= data.length);
        byte[] header = new byte[RtpPacket.FIXED_HEADER + 4 + data.length * 2 + 64];
        RtpHeaderWriter writer = new RtpHeaderWriter()
                .start(
                        header,
                        0,
                        packet.payloadType(),
                        packet.marker(),
                        packet.sequence16(),
                        packet.timestamp(),
                        packet.ssrc());
        int written = 0;
        for (int at = packet.firstExtension(); at >= 0; at = packet.nextExtension(at)) {
            int id = packet.extensionId(at);
            int from = packet.dataOffset(at);
            int length = packet.dataLength(at);
            assertTrue(id > 0 && length >= 0 && from + length <= packet.payloadOffset());
            if (packet.extensionOffset(id) == from && length > 0 && written < MAX_EXTENSIONS) {
                writer.extension(id, data, from, length);
                written++;
            }
        }
        readsTheSame(packet, header, writer.finish(), written);
    }

    private static void readsTheSame(RtpPacket packet, byte[] header, int length, int extensions) {
        RtpPacket again = new RtpPacket();
        assertTrue(again.wrap(header, 0, length));
        assertEquals(packet.payloadType(), again.payloadType());
        assertEquals(packet.marker(), again.marker());
        assertEquals(packet.sequence16(), again.sequence16());
        assertEquals(packet.timestamp(), again.timestamp());
        assertEquals(packet.ssrc(), again.ssrc());
        int count = 0;
        for (int at = again.firstExtension(); at >= 0; at = again.nextExtension(at)) {
            int id = again.extensionId(at);
            assertArrayEquals(extension(packet, id), extension(again, id));
            count++;
        }
        assertEquals(extensions, count);
    }

    private static byte[] extension(RtpPacket packet, int id) {
        int offset = packet.extensionOffset(id);
        return Arrays.copyOfRange(packet.bytes(), offset, offset + packet.extensionLength(id));
    }

    /// Every packet of a compound is read by the reader of its type.
    static void rtcp(byte[] data) {
        RtcpReader reader = new RtcpReader();
        Memory.bounded(data.length, () -> {
            if (reader.wrap(data, 0, data.length)) {
                while (reader.next()) {
                    assertTrue(reader.offset() >= 0 && reader.end() <= data.length);
                    contents(reader);
                }
            }
        });
    }

    private static void contents(RtcpReader reader) {
        switch (reader.type()) {
            case RtcpType.SENDER_REPORT -> {
                SenderReport report = new SenderReport().wrap(reader);
                assertTrue(report.ssrc() >= 0 && report.packetCount() >= 0 && report.octetCount() >= 0);
                blocks(reader);
            }
            case RtcpType.RECEIVER_REPORT -> blocks(reader);
            case RtcpType.TRANSPORT_FEEDBACK, RtcpType.PAYLOAD_FEEDBACK -> feedback(reader);
            default -> {}
        }
    }

    private static void blocks(RtcpReader reader) {
        ReportBlocks blocks = new ReportBlocks().wrap(reader);
        int count = 0;
        for (; blocks.next(); count++) {
            assertTrue(blocks.ssrc() >= 0 && blocks.fractionLost() >= 0 && blocks.delaySinceLastSenderReport() >= 0);
        }
        assertEquals(reader.count(), count);
    }

    private static void feedback(RtcpReader reader) {
        if (reader.isNack()) {
            nack(new Nack().wrap(reader));
        } else if (reader.isTransportCc()) {
            transport(reader);
        } else if (reader.isFir()) {
            Fir fir = new Fir().wrap(reader);
            while (fir.next()) {
                assertTrue(fir.ssrc() >= 0 && fir.sequence8() >= 0);
            }
        } else if (reader.isRemb()) {
            Remb remb = new Remb().wrap(reader);
            assertTrue(remb.bitrate() >= 0);
            for (int i = 0; i < remb.count(); i++) {
                assertTrue(remb.ssrc(i) >= 0);
            }
        }
    }

    /// The numbers asked for, written by us, are the same numbers.
    private static void nack(Nack nack) {
        TreeSet<Long> lost = new TreeSet<>();
        for (int one = nack.next(); one >= 0 && lost.size() < 17; one = nack.next()) {
            lost.add((long) one);
        }
        byte[] bytes = new byte[1500];
        long[] numbers = lost.stream().mapToLong(Long::longValue).toArray();
        RtcpWriter writer = new RtcpWriter().start(bytes, 0, bytes.length);
        assertTrue(writer.receiverReport(1));
        assertEquals(numbers.length, writer.nack(1, nack.mediaSsrc(), numbers, 0, numbers.length));
        RtcpReader again = new RtcpReader();
        assertTrue(again.wrap(bytes, 0, writer.length()) && again.next() && again.next());
        Nack read = new Nack().wrap(again);
        TreeSet<Long> same = new TreeSet<>();
        for (int one = read.next(); one >= 0; one = read.next()) {
            same.add((long) one);
        }
        assertEquals(lost, same);
    }

    private static void transport(RtcpReader reader) {
        TransportFeedback feedback = new TransportFeedback();
        if (!feedback.wrap(reader)) {
            return;
        }
        int statuses = 0;
        while (feedback.next()) {
            assertEquals((feedback.baseSequence16() + statuses) & 0xFFFF, feedback.sequence16());
            statuses++;
        }
        assertEquals(feedback.statusCount(), statuses);
        assertTrue(statuses <= MAX_STATUSES);
    }
}
