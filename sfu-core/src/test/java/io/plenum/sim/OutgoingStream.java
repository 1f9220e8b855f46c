package io.plenum.sim;

import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.PayloadSpec;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.NtpTime;
import io.plenum.rtp.RtpHeaderWriter;
import io.plenum.rtp.RtpPacket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// One SSRC of a fake publisher, with its retransmissions and sender reports.
final class OutgoingStream {
    /// Chromium keeps about as many for retransmission.
    private static final int HISTORY = 1024;

    private static final int MAX_PACKET = 1500;
    private static final byte PADDING_BIT = 0x20;

    private final PayloadSpec payload;
    private final ExtensionMap extensions;
    private final byte[] mid;
    private final byte[] rid;
    private long ssrc;
    private long rtxSsrc;
    private final long timestampBase;
    private final TransportSequence transportSequence;
    private final PacketSeal seal;
    private final byte[] @Nullable [] history = new byte[HISTORY][];
    private final RtpHeaderWriter header = new RtpHeaderWriter();
    private final RtpPacket original = new RtpPacket();
    private final byte[] datagram = new byte[MAX_PACKET];
    private int sequence;
    private int rtxSequence;
    private long packets;
    private long octets;
    private long resent;

    OutgoingStream(
            PayloadSpec payload,
            ExtensionMap extensions,
            String mid,
            String rid,
            FirstNumbers first,
            TransportSequence transportSequence,
            PacketSeal seal,
            Random random) {
        this.payload = payload;
        this.extensions = extensions;
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
        this.rid = rid.getBytes(StandardCharsets.US_ASCII);
        this.transportSequence = transportSequence;
        this.seal = seal;
        this.sequence = first.sequence();
        this.timestampBase = first.timestamp();
        this.ssrc = random.nextLong(1, 1L << 32);
        this.rtxSsrc = random.nextLong(1, 1L << 32);
        this.rtxSequence = random.nextInt(1 << 16);
    }

    /// Goes on under the name of another stream: the encoder began anew, the connection did not.
    void takeNames(OutgoingStream before) {
        ssrc = before.ssrc;
        rtxSsrc = before.rtxSsrc;
        rtxSequence = before.rtxSequence;
    }

    long ssrc() {
        return ssrc;
    }

    long rtxSsrc() {
        return rtxSsrc;
    }

    long resent() {
        return resent;
    }

    long packets() {
        return packets;
    }

    /// @param audioLevel the extension's byte; written where the client negotiated the extension and this is no video
    void send(byte[] media, int length, boolean marker, long captureNanos, int audioLevel, long nowNanos, Wire wire) {
        header.start(datagram, 0, payload.payloadType(), marker, sequence, timestamp(captureNanos), ssrc);
        if (audioLevel >= 0) {
            header.extension(extensions.id(HeaderExtension.AUDIO_LEVEL), audioLevel, 1);
        }
        send(media, length, nowNanos, wire);
    }

    /// @param descriptor the dependency descriptor; empty = none
    void send(
            byte[] media, int length, boolean marker, long captureNanos, byte[] descriptor, long nowNanos, Wire wire) {
        header.start(datagram, 0, payload.payloadType(), marker, sequence, timestamp(captureNanos), ssrc);
        if (descriptor.length > 0) {
            int id = extensions.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
            header.extension(id, descriptor, 0, descriptor.length);
        }
        nameRid(HeaderExtension.RID);
        send(media, length, nowNanos, wire);
    }

    /// A packet of padding and nothing else, as senders probe with where retransmissions were not agreed on.
    void pad(int length, long captureNanos, long nowNanos, Wire wire) {
        header.start(datagram, 0, payload.payloadType(), false, sequence, timestamp(captureNanos), ssrc);
        nameRid(HeaderExtension.RID);
        byte[] padding = new byte[length];
        padding[length - 1] = (byte) length;
        datagram[0] |= PADDING_BIT;
        send(padding, length, nowNanos, wire);
    }

    private void nameRid(HeaderExtension extension) {
        if (rid.length > 0) {
            header.extension(extensions.id(extension), rid, 0, rid.length);
        }
    }

    private void send(byte[] media, int length, long nowNanos, Wire wire) {
        int headerLength = finishHeader(nowNanos);
        System.arraycopy(media, 0, datagram, headerLength, length);
        int sealed = seal.put(datagram, headerLength, headerLength + length);
        history[sequence % HISTORY] = Arrays.copyOf(datagram, sealed);
        sequence = (sequence + 1) & 0xFFFF;
        packets++;
        octets += sealed - headerLength;
        wire.send(datagram, sealed);
    }

    private int finishHeader(long nowNanos) {
        return header.extension(extensions.id(HeaderExtension.MID), mid, 0, mid.length)
                .extension(extensions.id(HeaderExtension.ABS_SEND_TIME), NtpTime.absSendTime(nowNanos), 3)
                .extension(extensions.id(HeaderExtension.TRANSPORT_CC), transportSequence.next(), 2)
                .finish();
    }

    /// RFC 4588: the original sequence number goes in front of the payload.
    void resend(int sequence16, long nowNanos, Wire wire) {
        byte[] packet = history[sequence16 % HISTORY];
        if (packet == null || !original.wrap(packet, 0, packet.length) || original.sequence16() != sequence16) {
            return;
        }
        int payloadType = payload.rtxPayloadType().orElseThrow();
        header.start(datagram, 0, payloadType, original.marker(), rtxSequence, original.timestamp(), rtxSsrc);
        nameRid(HeaderExtension.REPAIRED_RID);
        int id = extensions.id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        if (original.extensionOffset(id) >= 0) {
            header.extension(id, packet, original.extensionOffset(id), original.extensionLength(id));
        }
        int headerLength = finishHeader(nowNanos);
        BigEndian.put16(datagram, headerLength, sequence16);
        int length = original.payloadLength();
        System.arraycopy(packet, original.payloadOffset(), datagram, headerLength + 2, length);
        rtxSequence = (rtxSequence + 1) & 0xFFFF;
        resent++;
        wire.send(datagram, headerLength + 2 + length);
    }

    void report(long ntpTime, byte[] cname, long nowNanos, Wire wire) {
        RtcpWriter writer = new RtcpWriter().start(datagram, 0, datagram.length);
        writer.senderReport(ssrc, ntpTime, timestamp(nowNanos), packets, octets);
        writer.cname(ssrc, cname);
        wire.send(datagram, writer.length());
    }

    private long timestamp(long captureNanos) {
        return timestampBase + captureNanos / 1_000 * payload.codec().clockRate() / 1_000_000;
    }
}
