package io.plenum.loadtest.media;

import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.NtpTime;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.Wire;
import java.util.ArrayDeque;

/// Sends a client's packets as browsers do: audio and reports at once, video a little faster than its rate, so that a
/// key frame is no burst. What depends on the moment of sending (transport-wide number, send time, seal) is written
/// here.
public final class SendPacer implements Wire {
    /// As libwebrtc's pacer: so much faster than the target, because frames are not all of one size.
    private static final double PACING_FACTOR = 2.5;

    /// Whatever waits is gone after this, as where the rate was underestimated.
    private static final long MAX_DRAIN_NANOS = 100_000_000L;

    /// What may go out at once after a pause.
    private static final double MAX_CREDIT_BYTES = 3_000;

    /// Two seconds of three layers at 4 Mbit/s. More is a client that has nowhere to send to.
    private static final int MAX_WAITING = 2_048;

    private static final int MAX_PACKET = 1_500;
    private static final double BYTE_NANOS = 8e9;

    /// Where packets go.
    public interface Sink {
        void rtp(byte[] packet, int length, int transportSequence, long nowNanos);

        void rtcp(byte[] packet, int length);
    }

    private static final class Waiting {
        final byte[] bytes = new byte[MAX_PACKET];
        int length;
    }

    private final Seal seal;
    private final int audioType;
    private final ExtensionMap extensions;
    private final double bytesPerNano;
    private final Sink sink;
    private final RtpPacket rtp = new RtpPacket();
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private final ArrayDeque<Waiting> spare = new ArrayDeque<>();
    private int transportSequence;
    private long queuedBytes;
    private double credit;
    private long lastNanos;
    private long packets;
    private long overflowed;

    /// @param audioType the payload type that never waits
    /// @param bitsPerSecond of all video together
    public SendPacer(Seal seal, int audioType, ExtensionMap extensions, long bitsPerSecond, Sink sink) {
        this.seal = seal;
        this.audioType = audioType;
        this.extensions = extensions;
        this.bytesPerNano = bitsPerSecond * PACING_FACTOR / BYTE_NANOS;
        this.sink = sink;
    }

    /// Media packets sent so far, retransmissions included.
    public long packets() {
        return packets;
    }

    @Override
    public void send(byte[] packet, int length) {
        if (RtpPacket.isRtcp(packet, length)) {
            sink.rtcp(packet, length);
        } else if ((packet[1] & 0x7F) == audioType) {
            goOut(packet, length);
        } else if (queue.size() < MAX_WAITING) {
            Waiting waiting = spare.isEmpty() ? new Waiting() : spare.pop();
            System.arraycopy(packet, 0, waiting.bytes, 0, length);
            waiting.length = length;
            queue.add(waiting);
            queuedBytes += length;
        } else {
            overflowed++;
        }
    }

    /// Packets that there was no room for, since the last call.
    public long takeOverflowed() {
        long result = overflowed;
        overflowed = 0;
        return result;
    }

    /// Sends what the rate allows by now.
    public void advance(long nowNanos) {
        double rate = Math.max(bytesPerNano, queuedBytes / (double) MAX_DRAIN_NANOS);
        credit = Math.min(MAX_CREDIT_BYTES, credit + (nowNanos - lastNanos) * rate);
        lastNanos = nowNanos;
        while (!queue.isEmpty() && credit > 0) {
            Waiting next = queue.remove();
            queuedBytes -= next.length;
            credit -= next.length;
            goOut(next.bytes, next.length);
            spare.push(next);
        }
    }

    private void goOut(byte[] packet, int length) {
        if (!rtp.wrap(packet, 0, length)) {
            throw new IllegalStateException("a source wrote an unsound packet");
        }
        long now = System.nanoTime();
        transportSequence = (transportSequence + 1) & 0xFFFF;
        int number = rtp.extensionOffset(extensions.id(HeaderExtension.TRANSPORT_CC));
        if (number >= 0) {
            BigEndian.put16(packet, number, transportSequence);
        }
        int sendTime = rtp.extensionOffset(extensions.id(HeaderExtension.ABS_SEND_TIME));
        if (sendTime >= 0) {
            BigEndian.put24(packet, sendTime, NtpTime.absSendTime(now));
        }
        if (Seal.isIn(packet, rtp.payloadOffset(), length)) {
            seal.send(packet, length, now);
        }
        packets++;
        sink.rtp(packet, length, transportSequence, now);
    }
}
