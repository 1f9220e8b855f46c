package io.plenum.transport.srtp;

import io.plenum.core.OutboundRtp;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// A link's crypto on libcrypto. The session keys are the same for all SSRCs, so four keyed contexts serve every
/// stream:
/// RTP and RTCP, out and in. Used on the thread that has made it.
final class OpenSslCipher implements SrtpCipher {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /// In front of RTCP's number: the packet is encrypted (RFC 3711 §3.4).
    private static final int E_FLAG = 0x8000_0000;

    private final Scratch scratch = Scratch.ofThisThread();
    private final SrtpProfile profile;
    private final PacketCipher rtpOut;
    private final PacketCipher rtpIn;
    private final PacketCipher rtcpOut;
    private final PacketCipher rtcpIn;

    OpenSslCipher(SrtpKeys keys, boolean client) {
        profile = keys.profile();
        rtpOut = cipher(keys, client, true, false);
        rtpIn = cipher(keys, !client, false, false);
        rtcpOut = cipher(keys, client, true, true);
        rtcpIn = cipher(keys, !client, false, true);
    }

    private PacketCipher cipher(SrtpKeys keys, boolean client, boolean seals, boolean control) {
        SessionKeys session = SessionKeys.derive(profile, keys.key(client), keys.salt(client), control);
        return switch (profile) {
            case AEAD_AES_128_GCM -> new GcmCipher(session, seals, control, scratch);
            case AES128_CM_HMAC_SHA1_80 -> new CounterCipher(session, scratch);
        };
    }

    @Override
    public boolean sealRtp(int ssrc, long index, byte[] packet, int headerLength, int length) {
        return rtpOut.seal(packet, headerLength, length, length, ssrc, index, rollOver(index));
    }

    @Override
    public boolean sealRtp(int ssrc, long index, OutboundRtp packet, MemorySegment target, long offset) {
        return rtpOut.seal(packet, target, offset, ssrc, index, rollOver(index));
    }

    @Override
    public boolean openRtp(int ssrc, long index, byte[] packet, int headerLength, int length) {
        int end = length - profile.rtpOverhead();
        return rtpIn.open(packet, headerLength, end, end, ssrc, index, rollOver(index));
    }

    private static int rollOver(long index) {
        return (int) (index >>> 16);
    }

    @Override
    public boolean sealRtcp(int ssrc, int index, byte[] packet, int length) {
        int word = index | E_FLAG;
        int tag = length + profile.rtcpTagOffset();
        INT.set(packet, length + profile.rtcpIndexOffset(), word);
        return rtcpOut.seal(packet, RtpHeader.CONTROL_LENGTH, length, tag, ssrc, index, word);
    }

    /// A packet that says it is not encrypted is refused: encryption is what was agreed.
    @Override
    public boolean openRtcp(int ssrc, int index, byte[] packet, int length) {
        int end = length - profile.rtcpOverhead();
        int word = (int) INT.get(packet, end + profile.rtcpIndexOffset());
        int tag = end + profile.rtcpTagOffset();
        return word < 0 && rtcpIn.open(packet, RtpHeader.CONTROL_LENGTH, end, tag, ssrc, index, word);
    }

    /// Nothing is kept for a stream.
    @Override
    public void retireOutgoing(int ssrc) {}

    @Override
    public void retireIncoming(int ssrc) {}

    @Override
    public void retireIncomingControl(int ssrc) {}

    @Override
    public void close() {
        rtpOut.close();
        rtpIn.close();
        rtcpOut.close();
        rtcpIn.close();
    }
}
