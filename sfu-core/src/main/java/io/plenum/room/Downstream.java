package io.plenum.room;

import io.plenum.bwe.Pacer;
import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.SfuConfig;
import io.plenum.rtp.NtpTime;
import io.plenum.send.PacketWriter;
import io.plenum.send.SendQueue;
import io.plenum.send.SendStream;
import io.plenum.stats.Counter;
import io.plenum.stats.Counters;
import io.plenum.stats.DropReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        Downlink link = subscriber.downlink();
        link.advance(nowNanos);
        writePackets(participant, link, nowNanos, out);
        counters.drop(DropReason.SEND_QUEUE_FULL, link.queue().takeRefused());
        writeReports(subscriber, rtcp, nowNanos, out);
    }

    private void writePackets(Participant participant, Downlink link, long nowNanos, Output out) {
        boolean any = false;
        for (int handle = next(participant, nowNanos); handle != Pacer.NONE; handle = next(participant, nowNanos)) {
            any = true;
            if (handle == Pacer.PADDING) {
                writePadding(participant, link, nowNanos, out);
            } else {
                writeQueued(participant, link, handle, nowNanos, out);
            }
        }
        if (any) {
            participant.subscriber().sent(nowNanos);
        }
    }

    /// A probe begins only where something can be sent for its sake.
    private int next(Participant participant, long nowNanos) {
        Downlink link = participant.subscriber().downlink();
        if (link.probeWaits() && participant.subscriber().paddingStream() != null) {
            link.beginProbe();
            counters.count(Counter.PROBES_SENT);
        }
        return link.poll(nowNanos);
    }

    private void writeQueued(Participant participant, Downlink link, int handle, long nowNanos, Output out) {
        SendQueue queue = link.queue();
        SendStream stream = queue.stream(handle);
        boolean resend = queue.resend(handle);
        OutboundRtp packet =
                writer.write(stream, queue.packet(handle), queue.sequence(handle), resend, link.numbers(), nowNanos);
        if (packet == null) {
            counters.drop(DropReason.SEND_QUEUE_FULL);
        } else {
            long leavesNanos = out.rtp(participant.id(), packet);
            link.sent(writer.transportSequence(), packet.length(), nowNanos, leavesNanos);
            if (!link.probes() && stream.carriesPadding()) {
                link.startProbing(nowNanos);
            }
            counters.count(resend ? Counter.RTX_SENT : Counter.RTP_OUT);
            if (link.wasPaced()) {
                counters.count(Counter.PACKETS_PACED);
            }
        }
        queue.remove(handle);
    }

    /// Something that was sent lately once more, which may be of use; else nothing at all in some bytes.
    private void writePadding(Participant participant, Downlink link, long nowNanos, Output out) {
        SendStream stream = participant.subscriber().paddingStream();
        OutboundRtp packet = stream == null ? null : padding(stream, link, nowNanos);
        if (packet == null) {
            link.noPadding();
            return;
        }
        long leavesNanos = out.rtp(participant.id(), packet);
        link.padded(writer.transportSequence(), packet.length(), nowNanos, leavesNanos);
        counters.count(Counter.PADDING_SENT);
        counters.add(Counter.PADDING_BYTES, packet.length());
    }

    private @Nullable OutboundRtp padding(SendStream stream, Downlink link, long nowNanos) {
        long sequence = stream.paddingFrom(link.paddingBytes());
        return sequence == SendStream.NOTHING
                ? writer.pad(stream, link.paddingBytes(), link.numbers(), nowNanos)
                : writer.write(stream, stream.padding(sequence), sequence, true, link.numbers(), nowNanos);
    }

    /// Regularly, and at once when a slot switched: until then its receiver has the times of another publisher.
    private void writeReports(Subscriber subscriber, RtcpCompound rtcp, long nowNanos, Output out) {
        boolean regular = subscriber.reportsDue(nowNanos);
        if (!regular && !subscriber.reportsWanted()) {
            return;
        }
        boolean wanted = false;
        List<Slot> slots = subscriber.slots();
        for (int i = 0; i < slots.size(); i++) {
            Slot slot = slots.get(i);
            if (slot.reportDue(regular)) {
                long ntp = NtpTime.of(config.epochMillis(), nowNanos);
                rtcp.senderReport(slot.stream(), ntp, slot.takeReport(nowNanos), out);
            }
            wanted |= slot.wantsReport();
        }
        subscriber.wantReports(wanted);
        if (regular) {
            subscriber.reported(nowNanos);
        }
    }
}
