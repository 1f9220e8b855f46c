package io.plenum.rtcp;

import io.plenum.rtp.BigEndian;

/// Transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 §3.1): which packets of a whole
/// transport arrived, and when: `if (feedback.wrap(reader)) while (feedback.next()) …`
public final class TransportFeedback {
    /// Seconds of packets at any rate we see. The field would allow 65,535, all in a few bytes: work for nothing.
    private static final int MAX_STATUSES = 8_192;

    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_NANOS = 64_000_000;
    private static final int SMALL_DELTA = 1;
    private static final int LARGE_DELTA = 2;

    private byte[] bytes = new byte[0];
    private int offset;
    private int end;
    private int chunkAt;
    private int deltaAt;
    private int remaining;
    private int chunk;
    private int left;
    private int sequence;
    private int symbol;
    private long arrivalNanos;

    /// False when its chunks or deltas are cut off; nothing else may be called then.
    public boolean wrap(RtcpReader reader) {
        bytes = reader.bytes();
        offset = reader.offset();
        end = reader.end();
        if (statusCount() > MAX_STATUSES || !findDeltas()) {
            return false;
        }
        int deltas = deltaAt;
        rewind(deltas);
        while (next()) {
            if (deltaAt > end) {
                return false;
            }
        }
        rewind(deltas);
        return true;
    }

    private boolean findDeltas() {
        deltaAt = offset + RtcpReader.TRANSPORT_CC_LENGTH;
        for (int covered = 0; covered < statusCount(); covered += symbolsIn(BigEndian.u16(bytes, deltaAt - 2))) {
            deltaAt += 2;
            if (deltaAt > end) {
                return false;
            }
        }
        return true;
    }

    private void rewind(int deltas) {
        chunkAt = offset + RtcpReader.TRANSPORT_CC_LENGTH;
        deltaAt = deltas;
        remaining = statusCount();
        left = 0;
        sequence = baseSequence16() - 1;
        arrivalNanos = BigEndian.u24(bytes, offset + 16) * REFERENCE_NANOS;
    }

    public int baseSequence16() {
        return BigEndian.u16(bytes, offset + 12);
    }

    public int statusCount() {
        return BigEndian.u16(bytes, offset + 14);
    }

    /// Moves to the first packet's status, then to the next one's.
    public boolean next() {
        if (remaining == 0) {
            return false;
        }
        while (left == 0) {
            chunk = BigEndian.u16(bytes, chunkAt);
            left = symbolsIn(chunk);
            chunkAt += 2;
        }
        remaining--;
        sequence++;
        left--;
        symbol = symbol(left);
        readDelta();
        return true;
    }

    private void readDelta() {
        if (symbol == SMALL_DELTA) {
            arrivalNanos += (deltaAt < end ? BigEndian.u8(bytes, deltaAt) : 0) * TICK_NANOS;
            deltaAt += 1;
        } else if (symbol == LARGE_DELTA) {
            arrivalNanos += (deltaAt + 1 < end ? (short) BigEndian.u16(bytes, deltaAt) : 0) * TICK_NANOS;
            deltaAt += 2;
        }
    }

    public int sequence16() {
        return sequence & 0xFFFF;
    }

    public boolean received() {
        return symbol == SMALL_DELTA || symbol == LARGE_DELTA;
    }

    /// On the receiver's clock, whose zero is arbitrary, to 250 µs; of a packet that was received.
    public long arrivalNanos() {
        return arrivalNanos;
    }

    /// A run of equal symbols, 14 of one bit, or 7 of two.
    private static int symbolsIn(int chunk) {
        if ((chunk & 0x8000) == 0) {
            return chunk & 0x1FFF;
        }
        return (chunk & 0x4000) == 0 ? 14 : 7;
    }

    private int symbol(int fromTheEnd) {
        if ((chunk & 0x8000) == 0) {
            return (chunk >> 13) & 3;
        }
        return (chunk & 0x4000) == 0 ? (chunk >> fromTheEnd) & 1 : (chunk >> (2 * fromTheEnd)) & 3;
    }
}
