package io.plenum.transport.srtp;

import io.plenum.memory.Packet;
import io.plenum.stats.DropReason;
import io.plenum.transport.jitsi.QuietLogger;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/// Both directions of a link's SRTP and SRTCP. Owned by one thread.
///
/// jitsi-srtp keeps one context per SSRC. A stranger's packet must not make one: an unknown SSRC is tried on a spare
/// context (the keys and the packet's own header decide, not the context), which becomes the SSRC's own when the packet
/// proves authentic and stays the spare when it does not.
public final class SrtpSession {
    /// Incoming streams: 4 audio and 4 video tracks with 3 layers and their retransmissions are 28; twice that for what
    /// a renegotiation leaves behind. Each is up to 7 KB.
    private static final int MAX_STREAMS_IN = 64;

    /// Outgoing: 8 audio and 25 video slots with retransmissions are 58, and RTCP adds one sender or two; slots that
    /// were closed keep theirs, since a context made anew would use its nonces again.
    private static final int MAX_STREAMS_OUT = 256;

    /// What [#protectRtp] and [#protectRtcp] return when encryption failed: nothing may be sent.
    public static final int NOT_PROTECTED = -1;

    /// What [#protectRtp] returns for a number that was, or may have been, used for another packet.
    public static final int RESEND_REFUSED = -2;

    private static final int RTP_HEADER_LENGTH = 12;
    private static final int RTCP_HEADER_LENGTH = 8;
    private static final int RTP_SSRC_OFFSET = 8;
    private static final int RTCP_SSRC_OFFSET = 4;

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final SrtpContextFactory inbound;
    private final SrtpContextFactory outbound;
    private final int rtpOverhead;
    private final int rtcpOverhead;
    private final SsrcTable<SrtpCryptoContext> rtpIn = new SsrcTable<>(MAX_STREAMS_IN);
    private final SsrcTable<SrtcpCryptoContext> rtcpIn = new SsrcTable<>(MAX_STREAMS_IN);
    private final SsrcTable<OutgoingStream> rtpOut = new SsrcTable<>(MAX_STREAMS_OUT);
    private final SsrcTable<SrtcpCryptoContext> rtcpOut = new SsrcTable<>(MAX_STREAMS_OUT);
    private final SrtpBuffer buffer = new SrtpBuffer();
    private @Nullable SrtpCryptoContext spareRtp;
    private @Nullable SrtcpCryptoContext spareRtcp;

    /// @param client whether we were the DTLS client
    public SrtpSession(SrtpKeys keys, boolean client) {
        AesProvider.choose();
        inbound = factory(keys, !client, false);
        outbound = factory(keys, client, true);
        rtpOverhead = keys.profile().rtpOverhead();
        rtcpOverhead = keys.profile().rtcpOverhead();
    }

    private static SrtpContextFactory factory(SrtpKeys keys, boolean client, boolean sender) {
        return new SrtpContextFactory(
                sender, keys.key(client), keys.salt(client), policy(keys), policy(keys), QuietLogger.INSTANCE);
    }

    /// jitsi-srtp would refuse what is more than 64 numbers late and every packet that is sent again; [SendWindow]
    /// knows
    /// better which of them do no harm.
    private static SrtpPolicy policy(SrtpKeys keys) {
        SrtpPolicy policy = keys.profile().policy();
        policy.setSendReplayEnabled(false);
        policy.setReceiveReplayEnabled(true);
        return policy;
    }

    /// RTCP has packet types 192–223 where RTP has its marker and payload type (RFC 5761 §4).
    public static boolean isRtcp(byte[] packet) {
        int type = packet[1] & 0xff;
        return type >= 192 && type <= 223;
    }

    /// Decrypts in place and sets the packet's new length; null when it is authentic and new, else why not.
    public @Nullable DropReason unprotect(Packet packet) {
        if (packet.length() < RTP_HEADER_LENGTH) {
            return DropReason.SRTP_MALFORMED;
        }
        try {
            return isRtcp(packet.bytes()) ? unprotectRtcp(packet) : unprotectRtp(packet);
        } catch (GeneralSecurityException | RuntimeException e) {
            // Whatever a stranger's bytes do inside the library must not end the link they pretend to come from.
            return DropReason.SRTP_AUTHENTICATION;
        }
    }

    private @Nullable DropReason unprotectRtp(Packet packet) throws GeneralSecurityException {
        int ssrc = (int) INT.get(packet.bytes(), RTP_SSRC_OFFSET);
        SrtpCryptoContext known = rtpIn.get(ssrc);
        if (known == null && rtpIn.full()) {
            return DropReason.SRTP_TOO_MANY_STREAMS;
        }
        SrtpCryptoContext context = known == null ? spareRtp() : known;
        DropReason failure =
                reason(context.reverseTransformPacket(buffer.wrap(packet.bytes(), packet.length()), false));
        if (failure != null) {
            return failure;
        }
        if (known == null) {
            rtpIn.put(ssrc, context);
            spareRtp = null;
        }
        return accept(packet, rtpOverhead);
    }

    private @Nullable DropReason unprotectRtcp(Packet packet) throws GeneralSecurityException {
        int ssrc = (int) INT.get(packet.bytes(), RTCP_SSRC_OFFSET);
        SrtcpCryptoContext known = rtcpIn.get(ssrc);
        if (known == null && rtcpIn.full()) {
            return DropReason.SRTP_TOO_MANY_STREAMS;
        }
        SrtcpCryptoContext context = known == null ? spareRtcp() : known;
        DropReason failure = reason(context.reverseTransformPacket(buffer.wrap(packet.bytes(), packet.length())));
        if (failure != null) {
            return failure;
        }
        if (known == null) {
            rtcpIn.put(ssrc, context);
            spareRtcp = null;
        }
        return accept(packet, rtcpOverhead);
    }

    private SrtpCryptoContext spareRtp() throws GeneralSecurityException {
        SrtpCryptoContext spare = spareRtp == null ? inbound.deriveContext(0, 0) : spareRtp;
        spareRtp = spare;
        return spare;
    }

    private SrtcpCryptoContext spareRtcp() throws GeneralSecurityException {
        SrtcpCryptoContext spare = spareRtcp == null ? inbound.deriveControlContext(0) : spareRtcp;
        spareRtcp = spare;
        return spare;
    }

    private @Nullable DropReason accept(Packet packet, int overhead) {
        if (buffer.getLength() != packet.length() - overhead) {
            return DropReason.SRTP_AUTHENTICATION;
        }
        packet.length(buffer.getLength());
        return null;
    }

    private static @Nullable DropReason reason(SrtpErrorStatus status) {
        return switch (status) {
            case OK -> null;
            case REPLAY_FAIL, REPLAY_OLD -> DropReason.SRTP_REPLAYED;
            case INVALID_PACKET -> DropReason.SRTP_MALFORMED;
            case FAIL, AUTH_FAIL -> DropReason.SRTP_AUTHENTICATION;
        };
    }

    /// Why nothing may be sent, when [#protectRtp] or [#protectRtcp] has returned a negative value.
    public static DropReason failure(int sealed) {
        return sealed == RESEND_REFUSED ? DropReason.SRTP_RESEND_REFUSED : DropReason.SRTP_ENCRYPTION_FAILED;
    }

    /// Encrypts an RTP packet in place; returns its new length, or a negative value when it must not be sent (see
    /// [#failure]).
    public int protectRtp(byte[] packet, int length) {
        if (length < RTP_HEADER_LENGTH || packet.length - length < rtpOverhead) {
            return NOT_PROTECTED; // without room for the tag, jitsi-srtp writes past the array
        }
        try {
            OutgoingStream stream = rtpOut((int) INT.get(packet, RTP_SSRC_OFFSET));
            return stream == null ? NOT_PROTECTED : stream.protect(buffer.wrap(packet, length), length + rtpOverhead);
        } catch (GeneralSecurityException e) {
            return NOT_PROTECTED;
        }
    }

    /// Encrypts a compound RTCP packet in place; returns its new length, or [#NOT_PROTECTED].
    public int protectRtcp(byte[] packet, int length) {
        if (length < RTCP_HEADER_LENGTH || packet.length - length < rtcpOverhead) {
            return NOT_PROTECTED;
        }
        try {
            SrtcpCryptoContext context = rtcpOut((int) INT.get(packet, RTCP_SSRC_OFFSET));
            SrtpErrorStatus status =
                    context == null ? SrtpErrorStatus.FAIL : context.transformPacket(buffer.wrap(packet, length));
            return protectedLength(status, length + rtcpOverhead);
        } catch (GeneralSecurityException e) {
            return NOT_PROTECTED;
        }
    }

    /// jitsi-srtp can say OK and leave the plaintext as it was: only the added tag proves that it encrypted.
    private int protectedLength(SrtpErrorStatus status, int expected) {
        return status == SrtpErrorStatus.OK && buffer.getLength() == expected ? expected : NOT_PROTECTED;
    }

    private @Nullable OutgoingStream rtpOut(int ssrc) throws GeneralSecurityException {
        OutgoingStream stream = rtpOut.get(ssrc);
        if (stream == null && !rtpOut.full()) {
            stream = new OutgoingStream(outbound.deriveContext(ssrc, 0));
            rtpOut.put(ssrc, stream);
        }
        return stream;
    }

    private @Nullable SrtcpCryptoContext rtcpOut(int ssrc) throws GeneralSecurityException {
        SrtcpCryptoContext context = rtcpOut.get(ssrc);
        if (context == null && !rtcpOut.full()) {
            context = outbound.deriveControlContext(ssrc);
            rtcpOut.put(ssrc, context);
        }
        return context;
    }
}
