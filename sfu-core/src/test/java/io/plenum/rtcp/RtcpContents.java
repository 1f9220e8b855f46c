package io.plenum.rtcp;

/// Reads every field of a packet through its flyweight, as a test of bounds; the sum keeps the reads alive.
final class RtcpContents {
    private RtcpContents() {}

    static long readEverything(RtcpReader reader) {
        return switch (reader.type()) {
            case RtcpType.SENDER_REPORT -> new SenderReport().wrap(reader).octetCount() + blocks(reader);
            case RtcpType.RECEIVER_REPORT -> reader.senderSsrc() + blocks(reader);
            case RtcpType.TRANSPORT_FEEDBACK, RtcpType.PAYLOAD_FEEDBACK -> feedback(reader);
            default -> 0;
        };
    }

    private static long blocks(RtcpReader reader) {
        long sum = 0;
        ReportBlocks blocks = new ReportBlocks().wrap(reader);
        while (blocks.next()) {
            sum += blocks.ssrc() + blocks.delaySinceLastSenderReport();
        }
        return sum;
    }

    private static long feedback(RtcpReader reader) {
        long sum = reader.senderSsrc() + reader.mediaSsrc();
        if (reader.isTransportCc()) {
            TransportFeedback transport = new TransportFeedback();
            boolean readable = transport.wrap(reader);
            while (readable && transport.next()) {
                sum += transport.arrivalNanos();
            }
        } else if (reader.isNack()) {
            Nack nack = new Nack().wrap(reader);
            while (nack.next() >= 0) {
                sum++;
            }
        } else if (reader.isFir()) {
            Fir fir = new Fir().wrap(reader);
            while (fir.next()) {
                sum += fir.ssrc() + fir.sequence8();
            }
        } else if (reader.isRemb()) {
            Remb remb = new Remb().wrap(reader);
            for (int i = 0; i < remb.count(); i++) {
                sum += remb.ssrc(i);
            }
        }
        return sum;
    }
}
