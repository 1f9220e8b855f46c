package io.plenum.sim;

import io.plenum.rtp.BigEndian;

/// What VP9 packets say about references, read byte by byte after RFC 9628 §4.2: the picture group of the last
/// scalability structure, and in flexible mode the packet's own differences.
final class Vp9Group {
    private byte[] bytes = {};
    private int[] temporalIds = {0};
    private int[] differences = {1};
    private boolean flexible;
    private boolean refersToEarlier;
    private int firstDifference;

    void read(byte[] payload) {
        bytes = payload;
        flexible = has(0, 0x10);
        refersToEarlier = has(0, 0x40);
        int at = 1;
        at += has(0, 0x80) ? (has(1, 0x80) ? 2 : 1) : 0;
        at += has(0, 0x20) ? (flexible ? 1 : 2) : 0;
        if (flexible && refersToEarlier) {
            firstDifference = BigEndian.u8(bytes, at) >> 1;
            while (has(at++, 0x01)) {}
        }
        if (has(0, 0x02)) {
            readStructure(at);
        }
    }

    private void readStructure(int from) {
        int layers = (BigEndian.u8(bytes, from) >> 5) + 1;
        int at = from + 1 + (has(from, 0x10) ? 4 * layers : 0);
        if (!has(from, 0x08)) {
            return;
        }
        int pictures = BigEndian.u8(bytes, at++);
        temporalIds = new int[pictures];
        differences = new int[pictures];
        for (int i = 0; i < pictures; i++) {
            int flags = BigEndian.u8(bytes, at++);
            int references = flags >> 2 & 3;
            temporalIds[i] = flags >> 5;
            differences[i] = references == 0 ? 0 : BigEndian.u8(bytes, at);
            at += references;
        }
    }

    boolean flexible() {
        return flexible;
    }

    /// Whether the packet's frame refers to an earlier picture.
    boolean refersToEarlier() {
        return refersToEarlier;
    }

    /// In flexible mode: how many pictures ago the one is that the frame refers to.
    int firstDifference() {
        return firstDifference;
    }

    /// The same by the pattern, for the picture that is so many after the key picture.
    int difference(int place) {
        return differences[place % differences.length];
    }

    int temporalId(int place) {
        return temporalIds[place % temporalIds.length];
    }

    private boolean has(int index, int bits) {
        return (bytes[index] & bits) != 0;
    }
}
