package io.plenum.transport.ice;

import io.plenum.transport.demux.TransactionId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Reads a STUN message where it lies. [#wrap] it first; reused for every message.
public final class StunMessage {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final int TRANSACTION_OFFSET = 8;
    private static final int ABSENT = 0;

    private final CRC32 crc = new CRC32();
    private byte[] bytes = new byte[Stun.HEADER_LENGTH];
    private int length;

    /// Where the values of the attributes start; [#ABSENT] where they are not there.
    private int username;

    private int usernameLength;
    private int integrity;
    private boolean fingerprinted;
    private boolean fromControlling;
    private boolean nominating;
    private boolean plain;

    /// False when this is not a well-formed STUN message: nothing else may be asked then.
    public boolean wrap(byte[] datagram, int datagramLength) {
        bytes = datagram;
        length = datagramLength;
        username = ABSENT;
        integrity = ABSENT;
        fingerprinted = false;
        fromControlling = false;
        nominating = false;
        plain = true;
        return datagramLength >= Stun.HEADER_LENGTH
                && (datagramLength & 3) == 0
                && (datagram[0] & 0xC0) == 0
                && (int) INT.get(datagram, 4) == Stun.MAGIC_COOKIE
                && unsignedShort(2) == datagramLength - Stun.HEADER_LENGTH
                && readAttributes();
    }

    private boolean readAttributes() {
        int offset = Stun.HEADER_LENGTH;
        while (offset < length) {
            int type = unsignedShort(offset);
            int valueLength = unsignedShort(offset + 2);
            int value = offset + Stun.ATTRIBUTE_HEADER_LENGTH;
            if (value + valueLength > length || !readAttribute(type, value, valueLength)) {
                return false;
            }
            offset = value + ((valueLength + 3) & ~3);
        }
        return offset == length;
    }

    /// Nothing may follow the fingerprint, and nothing unsigned may follow the integrity (RFC 8489 §14.5 wants it
    /// ignored; nobody sends it, and ice4j would not ignore it).
    private boolean readAttribute(int type, int value, int valueLength) {
        if (fingerprinted) {
            return false;
        }
        return switch (type) {
            case Stun.FINGERPRINT -> {
                fingerprinted = true;
                yield valueLength == Stun.FINGERPRINT_LENGTH && fingerprintMatches(value);
            }
            case Stun.MESSAGE_INTEGRITY_SHA256 -> true;
            case Stun.MESSAGE_INTEGRITY -> {
                boolean only = integrity == ABSENT;
                integrity = value;
                yield only && valueLength == Stun.INTEGRITY_LENGTH;
            }
            case Stun.USERNAME -> {
                boolean only = username == ABSENT;
                username = value;
                usernameLength = valueLength;
                yield only && integrity == ABSENT;
            }
            case Stun.ICE_CONTROLLING -> {
                fromControlling = true;
                yield integrity == ABSENT;
            }
            case Stun.USE_CANDIDATE -> {
                nominating = true;
                yield integrity == ABSENT;
            }
            case Stun.PRIORITY -> integrity == ABSENT;
            default -> {
                plain &= type >= Stun.FIRST_OPTIONAL && type != Stun.ICE_CONTROLLED;
                yield integrity == ABSENT;
            }
        };
    }

    private boolean fingerprintMatches(int value) {
        crc.reset();
        crc.update(bytes, 0, value - Stun.ATTRIBUTE_HEADER_LENGTH);
        return (int) INT.get(bytes, value) == ((int) crc.getValue() ^ Stun.FINGERPRINT_MASK);
    }

    public boolean isRequest() {
        return type() == Stun.BINDING_REQUEST;
    }

    /// A check of the controlling agent in which there is nothing that must be understood beyond what every check has:
    /// the answer to it is always the same.
    public boolean isPlainCheck() {
        return isRequest() && fromControlling && plain;
    }

    /// Whether a check chooses the path that it came on.
    public boolean nominates() {
        return nominating;
    }

    public boolean isSuccess() {
        return type() == Stun.BINDING_SUCCESS;
    }

    public boolean isResponse() {
        return isSuccess() || type() == Stun.BINDING_ERROR;
    }

    public boolean isIndication() {
        return type() == Stun.BINDING_INDICATION;
    }

    private int type() {
        return unsignedShort(0);
    }

    public TransactionId transactionId() {
        return new TransactionId(
                (long) LONG.get(bytes, TRANSACTION_OFFSET), (int) INT.get(bytes, TRANSACTION_OFFSET + Long.BYTES));
    }

    /// The receiver's ufrag: what stands before the colon of the user name (RFC 8445 §7.2.2); empty without one.
    public String localUfrag() {
        int end = username;
        while (end < username + usernameLength && bytes[end] != ':') {
            end++;
        }
        boolean found = username != ABSENT && end < username + usernameLength;
        return found ? new String(bytes, username, end - username, StandardCharsets.ISO_8859_1) : "";
    }

    byte[] bytes() {
        return bytes;
    }

    /// Where the HMAC stands, 0 when the message is not signed.
    int integrityOffset() {
        return integrity;
    }

    private int unsignedShort(int offset) {
        return (short) SHORT.get(bytes, offset) & 0xffff;
    }
}
