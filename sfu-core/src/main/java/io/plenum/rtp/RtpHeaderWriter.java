package io.plenum.rtp;

/// Writes RTP headers: `start`, then at most one CSRC and any extensions, then `finish`.
///
/// Extensions are gathered first and written last, because one that needs the two-byte form (RFC 8285 §4.3) decides
/// the form of all.
public final class RtpHeaderWriter {
    /// More than the engine knows; a caller who exceeds it has a bug.
    private static final int MAX_EXTENSIONS = 16;

    private static final int MAX_VALUE_LENGTH = 8;
    private static final int MAX_ONE_BYTE_ID = 14;
    private static final int MAX_ONE_BYTE_LENGTH = 16;

    private final int[] ids = new int[MAX_EXTENSIONS];
    private final byte[][] sources = new byte[MAX_EXTENSIONS][];
    private final int[] offsets = new int[MAX_EXTENSIONS];
    private final int[] lengths = new int[MAX_EXTENSIONS];
    private final byte[] values = new byte[MAX_EXTENSIONS * MAX_VALUE_LENGTH];
    private int extensions;

    private byte[] target = new byte[0];
    private int start;
    private int end;

    public RtpHeaderWriter start(
            byte[] target, int offset, int payloadType, boolean marker, int sequence16, long timestamp, long ssrc) {
        this.target = target;
        start = offset;
        end = offset + RtpPacket.FIXED_HEADER;
        extensions = 0;
        BigEndian.put8(target, offset, 2 << 6);
        putFixed(target, offset, payloadType, marker, sequence16, timestamp, ssrc);
        return this;
    }

    /// What each packet has of its own in the fixed part, for a header that is there already, too.
    public static void putFixed(
            byte[] target, int offset, int payloadType, boolean marker, int sequence16, long timestamp, long ssrc) {
        BigEndian.put8(target, offset + 1, (marker ? 0x80 : 0) | payloadType);
        BigEndian.put16(target, offset + 2, sequence16);
        BigEndian.put32(target, offset + 4, timestamp);
        BigEndian.put32(target, offset + 8, ssrc);
    }

    /// At most once, before `finish`.
    public RtpHeaderWriter csrc(long csrc) {
        target[start] |= 1;
        BigEndian.put32(target, end, csrc);
        end += 4;
        return this;
    }

    /// The source's bytes are read by `finish`.
    public RtpHeaderWriter extension(int id, byte[] source, int offset, int length) {
        ids[extensions] = id;
        sources[extensions] = source;
        offsets[extensions] = offset;
        lengths[extensions] = length;
        extensions++;
        return this;
    }

    /// A number of up to eight bytes.
    public RtpHeaderWriter extension(int id, long value, int length) {
        int slot = extensions * MAX_VALUE_LENGTH;
        BigEndian.put64(values, slot, value);
        return extension(id, values, slot + MAX_VALUE_LENGTH - length, length);
    }

    /// How many there are so far: the number of the next one.
    public int extensions() {
        return extensions;
    }

    /// After `finish`: where the data of an extension stands in the target, by its number.
    public int dataOffset(int number) {
        return offsets[number];
    }

    /// Returns the header's length: the payload goes there.
    public int finish() {
        if (extensions > 0) {
            target[start] |= 0x10;
            writeExtensions();
        }
        return end - start;
    }

    private void writeExtensions() {
        boolean twoByteForm = needsTwoByteForm();
        int header = end;
        end += 4;
        for (int i = 0; i < extensions; i++) {
            writeElement(i, twoByteForm);
        }
        while ((end - header) % 4 != 0) {
            target[end++] = 0;
        }
        BigEndian.put16(target, header, twoByteForm ? 0x1000 : 0xBEDE);
        BigEndian.put16(target, header + 2, (end - header) / 4 - 1);
    }

    private boolean needsTwoByteForm() {
        for (int i = 0; i < extensions; i++) {
            if (ids[i] > MAX_ONE_BYTE_ID || lengths[i] == 0 || lengths[i] > MAX_ONE_BYTE_LENGTH) {
                return true;
            }
        }
        return false;
    }

    private void writeElement(int index, boolean twoByteForm) {
        int length = lengths[index];
        if (twoByteForm) {
            BigEndian.put8(target, end++, ids[index]);
            BigEndian.put8(target, end++, length);
        } else {
            BigEndian.put8(target, end++, (ids[index] << 4) | (length - 1));
        }
        copy(sources[index], offsets[index], target, end, length);
        offsets[index] = end;
        end += length;
    }

    /// Most are of one to three bytes, for which a call costs more than the copy.
    private static void copy(byte[] from, int at, byte[] to, int toAt, int length) {
        if (length > Integer.BYTES) {
            System.arraycopy(from, at, to, toAt, length);
            return;
        }
        for (int i = 0; i < length; i++) {
            to[toAt + i] = from[at + i];
        }
    }
}
