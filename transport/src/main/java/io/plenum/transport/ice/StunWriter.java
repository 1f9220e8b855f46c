package io.plenum.transport.ice;

import io.plenum.transport.demux.TransactionId;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/// Writes the two STUN messages we write ourselves: a binding request and the success response to one. What was written
/// last lies in [#bytes]; reused for every message, since each participant has some every few seconds.
public final class StunWriter {
    /// A user name of two ufrags (RFC 8839: 256 characters each) and all attributes fit.
    private static final int CAPACITY = 768;

    private static final int FAMILY_IPV4 = 1;
    private static final int FAMILY_IPV6 = 2;

    private final ByteBuffer message = ByteBuffer.allocate(CAPACITY);
    private final CRC32 crc = new CRC32();

    public byte[] bytes() {
        return message.array();
    }

    /// A connectivity or consent check (RFC 8445 §7.1, RFC 7675); gives its length.
    ///
    /// @param username the receiver's ufrag, a colon, our ufrag
    public int bindingRequest(
            TransactionId id, byte[] username, IceRole role, long priority, boolean nominate, MessageIntegrity key) {
        begin(Stun.BINDING_REQUEST, id);
        attribute(Stun.USERNAME, username);
        header(role.controlling() ? Stun.ICE_CONTROLLING : Stun.ICE_CONTROLLED, Long.BYTES);
        message.putLong(role.tieBreaker());
        header(Stun.PRIORITY, Integer.BYTES);
        message.putInt((int) priority);
        if (nominate) {
            header(Stun.USE_CANDIDATE, 0);
        }
        return finish(key);
    }

    /// Gives its length.
    public int bindingSuccess(TransactionId id, InetSocketAddress from, MessageIntegrity key) {
        begin(Stun.BINDING_SUCCESS, id);
        xorMappedAddress(from);
        return finish(key);
    }

    private void begin(int type, TransactionId id) {
        message.clear();
        message.putShort((short) type).putShort((short) 0).putInt(Stun.MAGIC_COOKIE);
        message.putLong(id.high()).putInt(id.low());
    }

    /// The mask is the cookie and the transaction: what stands at the start of the message (RFC 8489 §14.2).
    private void xorMappedAddress(InetSocketAddress mapped) {
        byte[] address = mapped.getAddress().getAddress();
        header(Stun.XOR_MAPPED_ADDRESS, 4 + address.length);
        message.put((byte) 0).put((byte) (address.length == 4 ? FAMILY_IPV4 : FAMILY_IPV6));
        message.putShort((short) (mapped.getPort() ^ (Stun.MAGIC_COOKIE >>> 16)));
        for (int i = 0; i < address.length; i++) {
            message.put((byte) (address[i] ^ message.get(Stun.COOKIE_OFFSET + i)));
        }
    }

    private int finish(MessageIntegrity key) {
        attribute(Stun.MESSAGE_INTEGRITY, key.sign(message.array(), message.position()));
        setLength(Stun.ATTRIBUTE_HEADER_LENGTH + Stun.FINGERPRINT_LENGTH);
        crc.reset();
        crc.update(message.array(), 0, message.position());
        header(Stun.FINGERPRINT, Stun.FINGERPRINT_LENGTH);
        message.putInt((int) crc.getValue() ^ Stun.FINGERPRINT_MASK);
        return message.position();
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
