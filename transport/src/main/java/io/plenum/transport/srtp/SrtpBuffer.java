package io.plenum.transport.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/// A packet at the start of an array, as jitsi-srtp wants to see it. Reused.
final class SrtpBuffer implements ByteArrayBuffer {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    SrtpBuffer wrap(byte[] packet, int packetLength) {
        bytes = packet;
        offset = 0;
        length = packetLength;
        return this;
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int length) {
        this.length = length;
    }

    @Override
    public void setOffset(int offset) {
        this.offset = offset;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] target) {
        System.arraycopy(bytes, offset + from, target, 0, count);
    }

    /// The session has made sure that there is room.
    @Override
    public void grow(int count) {
        if (offset + length + count > bytes.length) {
            throw new IllegalStateException("no room for " + count + " more bytes");
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int count) {
        length = Math.max(0, length - count);
    }
}
