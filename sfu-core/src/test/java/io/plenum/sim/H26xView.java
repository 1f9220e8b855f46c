package io.plenum.sim;

import io.plenum.core.Codec;
import io.plenum.rtp.BigEndian;

/// What a depacketizer makes of an H.264 (RFC 6184) or H.265 (RFC 7798) packet: which units are in it.
final class H26xView {
    private static final int STAP_A = 24;
    private static final int FU_A = 28;
    private static final int AGGREGATION = 48;
    private static final int FRAGMENTATION = 49;

    private boolean h264;
    private int parameterSets;
    private boolean refresh;
    private int contentAt;

    /// False when it is damaged.
    boolean read(Codec.Family family, byte[] payload) {
        h264 = family == Codec.Family.H264;
        parameterSets = 0;
        refresh = false;
        int header = h264 ? 1 : 2;
        if (payload.length <= header + 1) {
            return false;
        }
        int type = type(payload, 0);
        if (type == (h264 ? FU_A : FRAGMENTATION)) {
            note(payload[header] & (h264 ? 0x1F : 0x3F));
            contentAt = header + 1;
            return true;
        }
        if (type == (h264 ? STAP_A : AGGREGATION)) {
            return readAll(payload, header);
        }
        note(type);
        contentAt = header;
        return true;
    }

    private boolean readAll(byte[] payload, int from) {
        int at = from;
        while (at + 2 < payload.length) {
            note(type(payload, at + 2));
            contentAt = at + 2 + (h264 ? 1 : 2);
            at += 2 + BigEndian.u16(payload, at);
        }
        return at == payload.length;
    }

    private int type(byte[] payload, int at) {
        return h264 ? payload[at] & 0x1F : payload[at] >> 1 & 0x3F;
    }

    private void note(int type) {
        int first = h264 ? 7 : 32;
        int last = h264 ? 8 : 34;
        if (type >= first && type <= last) {
            parameterSets |= 1 << (type - first);
        }
        refresh |= h264 ? type == 5 : type >= 16 && type <= 21;
    }

    /// One bit for each kind of parameter set in the packet.
    int parameterSets() {
        return parameterSets;
    }

    /// All kinds that a decoder needs before the picture.
    int allParameterSets() {
        return h264 ? 0b11 : 0b111;
    }

    /// Whether a slice of an instantaneous refresh is in it.
    boolean refresh() {
        return refresh;
    }

    /// Where the content of the last unit begins.
    int contentAt() {
        return contentAt;
    }
}
