package io.plenum.loadtest.record;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// RTP Payload Format For AV1 §4, without the dependency descriptor: a temporal unit's OBUs, each behind its length and
/// without its own, cut where a packet is full.
final class Av1Packetizer implements Packetizer {
    /// Aggregation header: the first element goes on from the packet before, the last one goes on in the next,
    /// and a new coded video sequence begins.
    private static final int CONTINUES = 0x80;

    private static final int TO_BE_CONTINUED = 0x40;
    private static final int NEW_SEQUENCE = 0x08;

    /// OBU header: type, extension, and whether a size follows.
    private static final int TYPE_SHIFT = 3;

    private static final int TYPE_MASK = 0x0F;
    private static final int EXTENDED = 0x04;
    private static final int SIZED = 0x02;
    private static final int SEQUENCE_HEADER = 1;

    /// Not sent (§5): temporal delimiters, tile lists, padding.
    private static final int TEMPORAL_DELIMITER = 2;

    private static final int TILE_LIST = 8;
    private static final int PADDING = 15;
    private static final int MOST_LENGTH_BYTES = 2;
    private static final int MOST_NUMBER_BYTES = 8;

    /// Encoders write the sequence's header in front of key frames, and nowhere else.
    @Override
    public boolean isKeyFrame(byte[] frame) {
        return units(frame).stream().anyMatch(unit -> typeOf(unit[0]) == SEQUENCE_HEADER);
    }

    @Override
    public List<byte[]> payloads(byte[] frame, boolean key) {
        List<byte[]> payloads = new ArrayList<>();
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        int header = key ? NEW_SEQUENCE : 0;
        for (byte[] unit : units(frame)) {
            for (int at = 0; at < unit.length; ) {
                int room = MOST_BYTES - packet.size() - MOST_LENGTH_BYTES;
                int length = Math.min(room, unit.length - at);
                writeLength(packet, length);
                packet.write(unit, at, length);
                at += length;
                if (at < unit.length) {
                    payloads.add(payload(header | TO_BE_CONTINUED, packet));
                    header = CONTINUES;
                } else if (MOST_BYTES - packet.size() <= MOST_LENGTH_BYTES) {
                    payloads.add(payload(header, packet));
                    header = 0;
                }
            }
        }
        if (packet.size() > 0) {
            payloads.add(payload(header, packet));
        }
        return payloads;
    }

    /// Empties the packet.
    private static byte[] payload(int header, ByteArrayOutputStream packet) {
        byte[] payload = new byte[1 + packet.size()];
        payload[0] = (byte) header;
        System.arraycopy(packet.toByteArray(), 0, payload, 1, packet.size());
        packet.reset();
        return payload;
    }

    /// LEB128, of what fits a packet.
    private static void writeLength(ByteArrayOutputStream packet, int length) {
        if (length >= 0x80) {
            packet.write((length & 0x7F) | 0x80);
        }
        packet.write(length >= 0x80 ? length >> 7 : length);
    }

    /// What is to be sent, without sizes. A unit that claims more than there is ends with the frame.
    private static List<byte[]> units(byte[] frame) {
        List<byte[]> units = new ArrayList<>();
        for (int at = 0; at < frame.length; ) {
            int header = (frame[at] & EXTENDED) != 0 ? 2 : 1;
            boolean sized = (frame[at] & SIZED) != 0;
            int body = Math.min(frame.length, at + header + (sized ? lengthOfNumber(frame, at + header) : 0));
            int rest = frame.length - body;
            int size = sized ? Math.clamp(number(frame, at + header, body), 0, rest) : rest;
            if (isSent(typeOf(frame[at])) && at + header <= frame.length) {
                units.add(unit(frame, at, header, body, body + size));
            }
            at = body + size;
        }
        return units;
    }

    /// LEB128: a byte whose highest bit is not set is the last one.
    private static int lengthOfNumber(byte[] frame, int from) {
        int at = from;
        while (at < frame.length && at < from + MOST_NUMBER_BYTES - 1 && frame[at] < 0) {
            at++;
        }
        return at - from + 1;
    }

    private static long number(byte[] frame, int from, int to) {
        long number = 0;
        for (int at = from; at < to; at++) {
            number |= (frame[at] & 0x7FL) << (7 * (at - from));
        }
        return number;
    }

    private static byte[] unit(byte[] frame, int at, int header, int body, int end) {
        byte[] unit = new byte[header + end - body];
        System.arraycopy(frame, at, unit, 0, header);
        unit[0] &= ~SIZED;
        System.arraycopy(frame, body, unit, header, end - body);
        return unit;
    }

    private static int typeOf(byte header) {
        return header >> TYPE_SHIFT & TYPE_MASK;
    }

    private static boolean isSent(int type) {
        return type != TEMPORAL_DELIMITER && type != TILE_LIST && type != PADDING;
    }
}
