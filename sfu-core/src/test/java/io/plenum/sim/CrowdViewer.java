package io.plenum.sim;

import io.plenum.core.HeaderExtension;
import io.plenum.core.PeerId;
import io.plenum.core.SlotSpec;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import java.util.Arrays;
import java.util.List;

/// A viewer among hundreds: it counts what arrives over its link and reports when it did, and decodes nothing.
///
/// Its link is a rate, a queue and a delay; a packet's arrival is computed when it is sent, and seen by the next
/// report.
/// That costs a tenth of a [FakeSubscriber] with a [Link].
final class CrowdViewer {
    private static final int OVERHEAD = 28;
    private static final long QUEUE_NANOS = Times.millis(300);
    private static final int MAX_IN_FLIGHT = 1 << 13;
    private static final int MAX_RTCP = 1_200;

    private final PeerId peer;
    private final List<SlotSpec> slots;
    private final long rate;
    private final long delayNanos;
    private final int transportId;
    private final RtpPacket rtp = new RtpPacket();
    private final TwccRecorder recorder = new TwccRecorder();
    private final int[] sequences = new int[MAX_IN_FLIGHT];
    private final long[] arrivals = new long[MAX_IN_FLIGHT];
    private final byte[] out = new byte[MAX_RTCP];
    private int head;
    private int tail;
    private long busyUntil;
    private long packets;
    private long dropped;

    CrowdViewer(PeerId peer, List<SlotSpec> slots, long rate, long delayNanos) {
        this.peer = peer;
        this.slots = slots;
        this.rate = rate;
        this.delayNanos = delayNanos;
        this.transportId = slots.getFirst().extensions().id(HeaderExtension.TRANSPORT_CC);
    }

    PeerId peer() {
        return peer;
    }

    List<SlotSpec> slots() {
        return slots;
    }

    long packets() {
        return packets;
    }

    long dropped() {
        return dropped;
    }

    long delayNanos() {
        return delayNanos;
    }

    /// What the server sends to it.
    void send(byte[] bytes, int length, long nowNanos) {
        if (RtpPacket.isRtcp(bytes, length) || !rtp.wrap(bytes, 0, length)) {
            return;
        }
        long start = Math.max(nowNanos, busyUntil);
        packets++;
        if (start - nowNanos > QUEUE_NANOS) {
            dropped++;
            return;
        }
        busyUntil = start + (length + OVERHEAD) * 8L * Times.seconds(1) / rate;
        int at = rtp.extensionOffset(transportId);
        if (at >= 0 && tail - head < MAX_IN_FLIGHT) {
            sequences[tail % MAX_IN_FLIGHT] = BigEndian.u16(bytes, at);
            arrivals[tail % MAX_IN_FLIGHT] = busyUntil + delayNanos;
            tail++;
        }
    }

    /// Reports what has arrived by now.
    void report(long nowNanos, Wire wire) {
        while (head < tail && arrivals[head % MAX_IN_FLIGHT] <= nowNanos) {
            recorder.arrived(sequences[head % MAX_IN_FLIGHT], arrivals[head % MAX_IN_FLIGHT]);
            head++;
        }
        if (recorder.deadline() == Long.MAX_VALUE) {
            return;
        }
        long ssrc = peer.value();
        long of = slots.getFirst().ssrc();
        for (int length = recorder.write(out, 0, ssrc, of); length > 0; length = recorder.write(out, 0, ssrc, of)) {
            wire.send(Arrays.copyOf(out, length), length);
        }
    }
}
