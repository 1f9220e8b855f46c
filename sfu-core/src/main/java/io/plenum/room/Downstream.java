package io.plenum.room;

import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.SfuConfig;
import io.plenum.rtp.NtpTime;
import io.plenum.send.PacketWriter;
import io.plenum.send.SendQueue;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.List;

/// Sends a subscriber what was queued for it, and the sender reports that are due. One for a whole shard.
final class Downstream {
    private final SfuConfig config;
    private final Counters counters;
    private final PacketWriter writer = new PacketWriter();

    Downstream(SfuConfig config, Counters counters) {
        this.config = config;
        this.counters = counters;
    }

    void write(Participant participant, RtcpCompound rtcp, long nowNanos, Output out) {
        Subscriber subscriber = participant.subscriber();
        if (subscriber.queue().size() > 0) {
            writePackets(participant, subscriber.queue(), nowNanos, out);
            subscriber.sent(nowNanos);
        }
        writeReports(subscriber, rtcp, nowNanos, out);
    }

    private void writePackets(Participant participant, SendQueue queue, long nowNanos, Output out) {
        for (int i = 0; i < queue.size(); i++) {
            OutboundRtp packet =
                    writer.write(queue.stream(i), queue.packet(i), queue.sequence(i), queue.resend(i), nowNanos);
            if (packet == null) {
                counters.drop(DropReason.SEND_QUEUE_FULL);
            } else {
                out.rtp(participant.id(), packet);
                counters.count(queue.resend(i) ? Counter.RTX_SENT : Counter.RTP_OUT);
            }
        }
        queue.clear();
    }

    /// Regularly, and at once when a slot switched: until then its receiver has the times of another publisher.
    private void writeReports(Subscriber subscriber, RtcpCompound rtcp, long nowNanos, Output out) {
        boolean regular = subscriber.reportsDue(nowNanos);
        List<Slot> slots = subscriber.slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.reportDue(regular)) {
                long ntp = NtpTime.of(config.epochMillis(), nowNanos);
                rtcp.senderReport(slot.stream(), ntp, slot.takeReport(nowNanos), out);
            }
        }
        if (regular) {
            subscriber.reported(nowNanos);
        }
    }
}
