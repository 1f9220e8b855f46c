package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.stats.DropReason;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/// Both directions of a link's SRTP and SRTCP: which packets are new, and which may go out. Owned by one thread,
/// which makes it too.
public final class SrtpSession implements AutoCloseable {
    /// What [#protectRtp] and [#protectRtcp] return when encryption failed: nothing may be sent.
    public static final int NOT_PROTECTED = -1;

    /// For a number that was, or may have been, used for another packet.
    public static final int RESEND_REFUSED = -2;

    /// For a stream beyond what one set of keys may serve. Only new keys help: a new link.
    public static final int KEYS_USED_UP = -3;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final ValueLayout.OfLong TARGET_LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    /// RTCP's numbers have 31 bits (RFC 3711 §3.4).
    private static final int MAX_CONTROL_INDEX = Integer.MAX_VALUE;

    private final SrtpCipher cipher;
    private final SrtpProfile profile;
    private final OutgoingStreams rtpOut;
    private final IncomingStreams rtpIn = new IncomingStreams();
    private final IncomingStreams rtcpIn = new IncomingStreams();
    private int nextControlIndex;
    private boolean closed;

    /// With the engine of the process.
    public SrtpSession(SrtpKeys keys, boolean client) {
        this(keys, client, SrtpEngine.automatic());
    }

    /// @param client whether we were the DTLS client
    public SrtpSession(SrtpKeys keys, boolean client, SrtpEngine engine) {
        cipher = engine.cipher(keys, client);
        profile = keys.profile();
        rtpOut = new OutgoingStreams(cipher);
    }

    /// RTCP has packet types 192–223 where RTP has its marker and payload type (RFC 5761 §4).
    public static boolean isRtcp(byte[] packet) {
        int type = packet[1] & 0xff;
        return type >= 192 && type <= 223;
    }

    /// Decrypts in place and sets the packet's new length; null when it is authentic and new, else why not.
    public @Nullable DropReason unprotect(Packet packet, long nowNanos) {
        if (packet.length() < RtpHeader.FIXED_LENGTH) {
            return DropReason.SRTP_MALFORMED;
        }
        if (closed) {
            return DropReason.NOT_CONNECTED;
        }
        return isRtcp(packet.bytes()) ? unprotectRtcp(packet, nowNanos) : unprotectRtp(packet, nowNanos);
    }

    private @Nullable DropReason unprotectRtp(Packet packet, long nowNanos) {
        byte[] bytes = packet.bytes();
        int length = packet.length() - profile.rtpOverhead();
        int headerLength = RtpHeader.length(bytes, length);
        if (headerLength < 0) {
            return DropReason.SRTP_MALFORMED;
        }
        IncomingStream stream = rtpIn.stream(RtpHeader.ssrc(bytes));
        long index = stream.index(RtpHeader.sequence16(bytes));
        DropReason refusal = refusal(rtpIn, stream, index, nowNanos);
        if (refusal != null) {
            return refusal;
        }
        if (!cipher.openRtp(stream.ssrc(), index, bytes, headerLength, packet.length())) {
            return DropReason.SRTP_AUTHENTICATION;
        }
        IncomingStream replaced = rtpIn.heard(stream, index, nowNanos);
        if (replaced != null) {
            cipher.retireIncoming(replaced.ssrc());
        }
        packet.length(length);
        return null;
    }

    private @Nullable DropReason unprotectRtcp(Packet packet, long nowNanos) {
        byte[] bytes = packet.bytes();
        int length = packet.length() - profile.rtcpOverhead();
        if (length < RtpHeader.CONTROL_LENGTH) {
            return DropReason.SRTP_MALFORMED;
        }
        IncomingStream stream = rtcpIn.stream(RtpHeader.controlSsrc(bytes));
        int index = (int) INT.get(bytes, length + profile.rtcpIndexOffset()) & MAX_CONTROL_INDEX;
        DropReason refusal = refusal(rtcpIn, stream, index, nowNanos);
        if (refusal != null) {
            return refusal;
        }
        if (!cipher.openRtcp(stream.ssrc(), index, bytes, packet.length())) {
            return DropReason.SRTP_AUTHENTICATION;
        }
        IncomingStream replaced = rtcpIn.heard(stream, index, nowNanos);
        if (replaced != null) {
            cipher.retireIncomingControl(replaced.ssrc());
        }
        packet.length(length);
        return null;
    }

    /// Why a packet need not even be tried.
    private static @Nullable DropReason refusal(
            IncomingStreams streams, IncomingStream stream, long index, long nowNanos) {
        if (!stream.isNew(index)) {
            return DropReason.SRTP_REPLAYED;
        }
        return streams.hasPlace(stream, nowNanos) ? null : DropReason.SRTP_TOO_MANY_STREAMS;
    }

    /// Why nothing may be sent, when [#protectRtp] or [#protectRtcp] has returned a negative value.
    public static DropReason failure(int sealed) {
        return switch (sealed) {
            case RESEND_REFUSED -> DropReason.SRTP_RESEND_REFUSED;
            case KEYS_USED_UP -> DropReason.SRTP_TOO_MANY_STREAMS;
            default -> DropReason.SRTP_ENCRYPTION_FAILED;
        };
    }

    /// Encrypts an RTP packet in place; returns its new length, or a negative value when it must not be sent (see
    /// [#failure]).
    public int protectRtp(byte[] packet, int length) {
        int headerLength = RtpHeader.length(packet, length);
        int expected = length + profile.rtpOverhead();
        if (closed || headerLength < 0 || expected > packet.length) {
            return NOT_PROTECTED;
        }
        OutgoingStream stream = rtpOut.use(RtpHeader.ssrc(packet));
        if (stream == null) {
            return KEYS_USED_UP;
        }
        long index = stream.index(RtpHeader.sequence16(packet));
        if (!stream.reach(index)) {
            return RESEND_REFUSED;
        }
        boolean sealed = cipher.sealRtp(stream.ssrc(), index, packet, headerLength, length);
        long tag = sealed ? (long) LONG.get(packet, expected - Long.BYTES) : OutgoingStream.NONE;
        return settle(stream, index, sealed, tag, expected);
    }

    /// The same for a packet in pieces, into a send buffer: straight into it when that is outside the heap. Whatever is
    /// returned, bytes up to the packet's length and tag may have been written there.
    public int protectRtp(OutboundRtp packet, MemorySegment target, long offset) {
        int expected = packet.length() + profile.rtpOverhead();
        if (closed
                || packet.headerLength < RtpHeader.FIXED_LENGTH
                || packet.headerLength > packet.headLength
                || expected > target.byteSize() - offset) {
            return NOT_PROTECTED;
        }
        OutgoingStream stream = rtpOut.use(RtpHeader.ssrc(packet.head));
        if (stream == null) {
            return KEYS_USED_UP;
        }
        long index = stream.index(RtpHeader.sequence16(packet.head));
        if (!stream.reach(index)) {
            return RESEND_REFUSED;
        }
        boolean sealed = cipher.sealRtp(stream.ssrc(), index, packet, target, offset);
        long tag = sealed ? target.get(TARGET_LONG, offset + expected - Long.BYTES) : OutgoingStream.NONE;
        return settle(stream, index, sealed, tag, expected);
    }

    /// Lets go what was sealed for the first time, or was sealed before and is the same: that its tag tells. Another
    /// packet under a used number stays here, and its ciphertext with it.
    ///
    /// @param end the last 64 bits of the tag. Nobody outside can aim at them: they are a keyed hash of the packet.
    private static int settle(OutgoingStream stream, long index, boolean sealed, long end, int length) {
        long before = stream.tag(index);
        if (!sealed) {
            return before == OutgoingStream.NONE ? NOT_PROTECTED : RESEND_REFUSED;
        }
        long tag = end == OutgoingStream.NONE ? 1 : end;
        if (before != OutgoingStream.NONE && before != tag) {
            return RESEND_REFUSED;
        }
        stream.sealed(index, tag);
        return length;
    }

    /// Encrypts a compound RTCP packet in place; returns its new length, or a negative value.
    public int protectRtcp(byte[] packet, int length) {
        int expected = length + profile.rtcpOverhead();
        if (closed || length < RtpHeader.CONTROL_LENGTH || expected > packet.length) {
            return NOT_PROTECTED;
        }
        if (nextControlIndex == MAX_CONTROL_INDEX) {
            return KEYS_USED_UP;
        }
        int index = nextControlIndex++;
        return cipher.sealRtcp(RtpHeader.controlSsrc(packet), index, packet, length) ? expected : NOT_PROTECTED;
    }

    /// Frees what is outside the heap. Nothing is encrypted or decrypted afterwards.
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            cipher.close();
        }
    }
}
