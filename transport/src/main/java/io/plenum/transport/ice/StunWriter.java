package io.plenum.transport.ice;

import io.plenum.transport.demux.TransactionId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Writes the two STUN messages we write ourselves: a binding request and the success response to one.
public final class StunWriter {
    /// A user name of two ufrags (RFC 8839: 256 characters each) and all attributes fit.
    private static final int CAPACITY = 768;

    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;

    private final ByteBuffer message = ByteBuffer.allocate(CAPACITY);

    private StunWriter(int type, TransactionId id) {
        message.putShort((short) type).putShort((short) 0).putInt(Stun.MAGIC_COOKIE);
        message.putLong(id.high()).putInt(id.low());
    }

    /// A connectivity or consent check (RFC 8445 §7.1, RFC 7675).
    ///
    /// @param username the receiver's ufrag, a colon, our ufrag
    public static byte[] bindingRequest(
            TransactionId id, String username, IceRole role, long priority, boolean nominate, MessageIntegrity key) {
        StunWriter writer = new StunWriter(Stun.BINDING_REQUEST, id);
        writer.attribute(Stun.USERNAME, username.getBytes(StandardCharsets.US_ASCII));
        writer.header(role.controlling() ? Stun.ICE_CONTROLLING : Stun.ICE_CONTROLLED, Long.BYTES);
        writer.message.putLong(role.tieBreaker());
        writer.header(Stun.PRIORITY, Integer.BYTES);
        writer.message.putInt((int) priority);
        if (nominate) {
            writer.header(Stun.USE_CANDIDATE, 0);
        }
        return writer.finish(key);
    }

    public static byte[] bindingSuccess(TransactionId id, InetSocketAddress from, MessageIntegrity key) {
        StunWriter writer = new StunWriter(Stun.BINDING_SUCCESS, id);
        writer.xorMappedAddress(id, from);
        return writer.finish(key);
    }

    private void xorMappedAddress(TransactionId id, InetSocketAddress mapped) {
        byte[] address = mapped.getAddress().getAddress();
        byte[] mask = ByteBuffer.allocate(Integer.BYTES + Long.BYTES + Integer.BYTES)
                .putInt(Stun.MAGIC_COOKIE)
                .putLong(id.high())
                .putInt(id.low())
                .array();
        header(Stun.XOR_MAPPED_ADDRESS, 4 + address.length);
        message.put((byte) 0).put((byte) (address.length == 4 ? FAMILY_IPV4 : FAMILY_IPV6));
        message.putShort((short) (mapped.getPort() ^ (Stun.MAGIC_COOKIE >>> 16)));
        for (int i = 0; i < address.length; i++) {
            message.put((byte) (address[i] ^ mask[i]));
        }
    }

    private byte[] finish(MessageIntegrity key) {
        attribute(Stun.MESSAGE_INTEGRITY, key.sign(message.array(), message.position()));
        setLength(Stun.ATTRIBUTE_HEADER_LENGTH + Stun.FINGERPRINT_LENGTH);
        CRC32 crc = new CRC32();
        crc.update(message.array(), 0, message.position());
        header(Stun.FINGERPRINT, Stun.FINGERPRINT_LENGTH);
        message.putInt((int) crc.getValue() ^ Stun.FINGERPRINT_MASK);
        return Arrays.copyOf(message.array(), message.position());
    }

    private void attribute(int type, byte[] value) {
        header(type, value.length);
        message.put(value);
        while ((message.position() & 3) != 0) {
            message.put((byte) 0);
        }
    }

    private void header(int type, int length) {
        message.putShort((short) type).putShort((short) length);
    }

    private void setLength(int toCome) {
        message.putShort(2, (short) (message.position() - Stun.HEADER_LENGTH + toCome));
    }
}
