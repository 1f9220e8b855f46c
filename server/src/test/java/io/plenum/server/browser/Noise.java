package io.plenum.server.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/// Random datagrams by the classes of RFC 7983, as the first byte tells them apart.
enum Noise {
    STUN(0, 3),
    UNASSIGNED(4, 15),
    ZRTP(16, 19),
    DTLS(20, 63),
    TURN_CHANNEL(64, 79),
    QUIC(80, 127),
    RTP(128, 191),
    BEYOND(192, 255);

    private static final int LARGEST_DATAGRAM = 1_472;

    /// After each burst a breath, so that it is the server that is tested, and not the size of the kernel's buffer.
    private static final int BURST = 20;

    private static final long BREATH_NANOS = 1_000_000;

    private final int firstByte;
    private final int lastByte;

    Noise(int firstByte, int lastByte) {
        this.firstByte = firstByte;
        this.lastByte = lastByte;
    }

    /// Half of them are short: a length check at the start of a parser is the easiest thing to forget.
    void send(int count, int port, Random random) {
        InetSocketAddress server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (DatagramSocket socket = new DatagramSocket()) {
            for (int i = 0; i < count; i++) {
                byte[] bytes = new byte[1 + random.nextInt(random.nextBoolean() ? 40 : LARGEST_DATAGRAM)];
                random.nextBytes(bytes);
                bytes[0] = (byte) random.nextInt(firstByte, lastByte + 1);
                socket.send(new DatagramPacket(bytes, bytes.length, server));
                if (i % BURST == 0) {
                    LockSupport.parkNanos(BREATH_NANOS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
