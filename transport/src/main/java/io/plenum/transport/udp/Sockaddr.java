package io.plenum.transport.udp;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// A `sockaddr_in` or `sockaddr_in6` as the 64-bit words it consists of on a little-endian machine: family, port and
/// flow label (or the IPv4 address), then the IPv6 address, then its scope.
///
/// @param length in bytes, as the kernel wants to know it
record Sockaddr(long head, long high, long low, int scope, int length) {
    /// Room for either, in whole words.
    static final int SPACE = 32;

    static final int IPV4_LENGTH = 16;
    static final int IPV6_LENGTH = 28;

    private static final ValueLayout.OfLong WORD = ValueLayout.JAVA_LONG;
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final long HIGH = 8;
    private static final long LOW = 16;
    private static final long SCOPE = 24;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;

    static Sockaddr of(InetSocketAddress address) {
        ByteBuffer ip = ByteBuffer.wrap(address.getAddress().getAddress()).order(ByteOrder.LITTLE_ENDIAN);
        long port = (Short.reverseBytes((short) address.getPort()) & 0xFFFFL) << 16;
        if (address.getAddress() instanceof Inet6Address ipv6) {
            return new Sockaddr(AF_INET6 | port, ip.getLong(0), ip.getLong(Long.BYTES), ipv6.getScopeId(), IPV6_LENGTH);
        }
        return new Sockaddr(AF_INET | port | ((long) ip.getInt(0) << Integer.SIZE), 0, 0, 0, IPV4_LENGTH);
    }

    void write(MemorySegment memory, long offset) {
        memory.set(WORD, offset, head);
        memory.set(WORD, offset + HIGH, high);
        memory.set(WORD, offset + LOW, low);
        memory.set(INT, offset + SCOPE, scope);
    }

    static boolean isIpv6(MemorySegment memory, long offset) {
        return (short) head(memory, offset) == AF_INET6;
    }

    static long head(MemorySegment memory, long offset) {
        return memory.get(WORD, offset);
    }

    static long high(MemorySegment memory, long offset) {
        return memory.get(WORD, offset + HIGH);
    }

    static long low(MemorySegment memory, long offset) {
        return memory.get(WORD, offset + LOW);
    }

    static int scope(MemorySegment memory, long offset) {
        return memory.get(INT, offset + SCOPE);
    }

    static InetSocketAddress read(MemorySegment memory, long offset) {
        int port = Short.toUnsignedInt(Short.reverseBytes((short) (head(memory, offset) >>> 16)));
        return new InetSocketAddress(ip(memory, offset), port);
    }

    private static InetAddress ip(MemorySegment memory, long offset) {
        try {
            if (!isIpv6(memory, offset)) {
                int ip = (int) (head(memory, offset) >>> Integer.SIZE);
                return InetAddress.getByAddress(little(Integer.BYTES).putInt(ip).array());
            }
            byte[] ip = little(2 * Long.BYTES)
                    .putLong(high(memory, offset))
                    .putLong(low(memory, offset))
                    .array();
            int scope = scope(memory, offset);
            return scope == 0 ? InetAddress.getByAddress(ip) : Inet6Address.getByAddress("", ip, scope);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e); // for arrays of another length only
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
