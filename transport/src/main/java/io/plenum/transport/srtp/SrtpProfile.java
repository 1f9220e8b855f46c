package io.plenum.transport.srtp;

import org.jitsi.srtp.SrtpPolicy;

/// The protection profiles offered in DTLS (RFC 5764 §4.1.2, RFC 7714 §14.2), most wanted first: GCM costs half of
/// the other per packet.
public enum SrtpProfile {
    AEAD_AES_128_GCM(0x0007, 12, 16, 16) {
        @Override
        SrtpPolicy policy() {
            return new SrtpPolicy(
                    SrtpPolicy.AESGCM_ENCRYPTION, KEY_LENGTH, SrtpPolicy.NULL_AUTHENTICATION, 0, 16, saltLength());
        }

        @Override
        int rtcpIndexOffset() {
            return GcmCipher.TAG_LENGTH;
        }
    },
    AES128_CM_HMAC_SHA1_80(0x0001, 14, 10, 10) {
        @Override
        SrtpPolicy policy() {
            return new SrtpPolicy(
                    SrtpPolicy.AESCM_ENCRYPTION, KEY_LENGTH, SrtpPolicy.HMACSHA1_AUTHENTICATION, 20, 10, saltLength());
        }

        @Override
        int rtcpIndexOffset() {
            return 0;
        }
    };

    /// AES-128, in both.
    public static final int KEY_LENGTH = 16;

    /// The most that any of them adds to an RTP packet: the tag of GCM.
    public static final int MAX_RTP_OVERHEAD = GcmCipher.TAG_LENGTH;

    /// The index and its E flag behind each SRTCP packet.
    private static final int SRTCP_INDEX_LENGTH = 4;

    private final int number;
    private final int saltLength;
    private final int rtpTagLength;
    private final int rtcpTagLength;

    SrtpProfile(int number, int saltLength, int rtpTagLength, int rtcpTagLength) {
        this.number = number;
        this.saltLength = saltLength;
        this.rtpTagLength = rtpTagLength;
        this.rtcpTagLength = rtcpTagLength;
    }

    /// As DTLS numbers it.
    public int number() {
        return number;
    }

    public int saltLength() {
        return saltLength;
    }

    /// What protection adds to an RTP packet.
    int rtpOverhead() {
        return rtpTagLength;
    }

    int rtcpOverhead() {
        return rtcpTagLength + SRTCP_INDEX_LENGTH;
    }

    /// Where RTCP's number stands behind the packet: behind the tag (RFC 7714 §9.3) or before it (RFC 3711 §3.4).
    abstract int rtcpIndexOffset();

    /// Where its tag stands: the other way round.
    int rtcpTagOffset() {
        return rtcpIndexOffset() == 0 ? SRTCP_INDEX_LENGTH : 0;
    }

    abstract SrtpPolicy policy();
}
