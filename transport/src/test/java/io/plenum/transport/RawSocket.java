package io.plenum.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// A stranger's socket.
final class RawSocket implements AutoCloseable {
    private final DatagramSocket socket;
    private final InetSocketAddress target;

    RawSocket(InetSocketAddress target) throws IOException {
        this.target = target;
        socket = new DatagramSocket(new InetSocketAddress(target.getAddress(), 0));
    }

    void send(byte[] datagram) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The next datagram; empty when none comes in time.
    Optional<byte[]> receive(Duration within) {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        try {
            socket.setSoTimeout((int) within.toMillis());
            socket.receive(packet);
            return Optional.of(Arrays.copyOf(packet.getData(), packet.getLength()));
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
