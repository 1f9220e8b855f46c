package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import io.plenum.memory.Packet;
import io.plenum.transport.jitsi.QuietLogger;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.security.GeneralSecurityException;
import org.jitsi.srtp.SrtcpCryptoContext;
import org.jitsi.srtp.SrtpContextFactory;
import org.jitsi.srtp.SrtpCryptoContext;
import org.jitsi.srtp.SrtpErrorStatus;
import org.jitsi.srtp.SrtpPolicy;
import org.jspecify.annotations.Nullable;

/// A link's crypto on jitsi-srtp, which keeps a context per SSRC and counts roll-overs in it.
///
/// A stranger's packet must not make one: an unknown SSRC is tried on a spare context (the keys and the packet's own
/// header decide, not the context), which becomes the SSRC's own when the packet proves authentic and stays the spare
/// when it does not. RTCP goes out through one context: its number is in the packet, so SSRCs may share it.
final class JitsiCipher implements SrtpCipher {
    private final SrtpContextFactory inbound;
    private final SrtpContextFactory outbound;
    private final int rtpOverhead;
    private final int rtcpOverhead;
    private final SsrcTable<SrtpCryptoContext> rtpOut = new SsrcTable<>();
    private final SsrcTable<SrtpCryptoContext> rtpIn = new SsrcTable<>();
    private final SsrcTable<SrtcpCryptoContext> rtcpIn = new SsrcTable<>();
    private final SrtpBuffer buffer = new SrtpBuffer();
    private @Nullable SrtcpCryptoContext rtcpOut;
    private @Nullable SrtpCryptoContext spareRtp;
    private @Nullable SrtcpCryptoContext spareRtcp;
    private int spareRollOver;
    private byte @Nullable [] gathered;

    JitsiCipher(SrtpKeys keys, boolean client) {
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

    /// The session refuses replays, and knows which packets that are sent late or again do no harm.
    private static SrtpPolicy policy(SrtpKeys keys) {
        SrtpPolicy policy = keys.profile().policy();
        policy.setSendReplayEnabled(false);
        policy.setReceiveReplayEnabled(false);
        return policy;
    }

    @Override
    public boolean sealRtp(int ssrc, long index, byte[] packet, int headerLength, int length) {
        try {
            SrtpCryptoContext context = rtpOut.get(ssrc);
            if (context == null) {
                context = outbound.deriveContext(ssrc, rollOver(index));
                rtpOut.put(ssrc, context);
            }
            SrtpErrorStatus status = context.transformPacket(buffer.wrap(packet, length));
            return sealed(status, length + rtpOverhead);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// jitsi-srtp can say OK and leave the plaintext as it was: only the added tag proves that it encrypted.
    private boolean sealed(SrtpErrorStatus status, int expected) {
        return status == SrtpErrorStatus.OK && buffer.getLength() == expected;
    }

    private static int rollOver(long index) {
        return (int) (index >>> 16);
    }

    @Override
    public boolean sealRtp(int ssrc, long index, OutboundRtp packet, MemorySegment target, long offset) {
        byte[] bytes = gathered == null ? new byte[Packet.CAPACITY] : gathered;
        gathered = bytes;
        int expected = packet.length() + rtpOverhead;
        if (expected > bytes.length) {
            return false;
        }
        packet.copyTo(bytes, 0);
        boolean sealed = sealRtp(ssrc, index, bytes, packet.headerLength, packet.length());
        if (sealed) {
            MemorySegment.copy(bytes, 0, target, ValueLayout.JAVA_BYTE, offset, expected);
        }
        return sealed;
    }

    @Override
    public boolean openRtp(int ssrc, long index, byte[] packet, int headerLength, int length) {
        try {
            SrtpCryptoContext known = rtpIn.get(ssrc);
            SrtpCryptoContext context = known == null ? spareRtp(rollOver(index)) : known;
            SrtpErrorStatus status = context.reverseTransformPacket(buffer.wrap(packet, length), false);
            if (status != SrtpErrorStatus.OK || buffer.getLength() != length - rtpOverhead) {
                return false;
            }
            if (known == null) {
                rtpIn.put(ssrc, context);
                spareRtp = null;
            }
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false; // whatever a stranger's bytes do inside the library must not end the link
        }
    }

    private SrtpCryptoContext spareRtp(int rollOver) throws GeneralSecurityException {
        SrtpCryptoContext spare = spareRtp;
        if (spare == null || spareRollOver != rollOver) {
            spare = inbound.deriveContext(0, rollOver);
            spareRtp = spare;
            spareRollOver = rollOver;
        }
        return spare;
    }

    /// The library numbers them itself, as we do: from 0.
    @Override
    public boolean sealRtcp(int ssrc, int index, byte[] packet, int length) {
        try {
            SrtcpCryptoContext context = rtcpOut == null ? outbound.deriveControlContext(0) : rtcpOut;
            rtcpOut = context;
            return sealed(context.transformPacket(buffer.wrap(packet, length)), length + rtcpOverhead);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean openRtcp(int ssrc, int index, byte[] packet, int length) {
        try {
            SrtcpCryptoContext known = rtcpIn.get(ssrc);
            SrtcpCryptoContext context = known == null ? spareRtcp() : known;
            SrtpErrorStatus status = context.reverseTransformPacket(buffer.wrap(packet, length));
            if (status != SrtpErrorStatus.OK || buffer.getLength() != length - rtcpOverhead) {
                return false;
            }
            if (known == null) {
                rtcpIn.put(ssrc, context);
                spareRtcp = null;
            }
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    private SrtcpCryptoContext spareRtcp() throws GeneralSecurityException {
        SrtcpCryptoContext spare = spareRtcp == null ? inbound.deriveControlContext(0) : spareRtcp;
        spareRtcp = spare;
        return spare;
    }

    @Override
    public void retireOutgoing(int ssrc) {
        rtpOut.remove(ssrc);
    }

    @Override
    public void retireIncoming(int ssrc) {
        rtpIn.remove(ssrc);
    }

    @Override
    public void retireIncomingControl(int ssrc) {
        rtcpIn.remove(ssrc);
    }

    @Override
    public void close() {
        // Its contexts are the collector's.
    }
}
