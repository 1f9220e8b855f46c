package io.plenum.transport;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Stands between one client and a shard and sees every datagram: it can keep some back, and send them again.
final class Relay implements AutoCloseable {
    private final DatagramSocket toClient;
    private final DatagramSocket toShard;
    private final InetSocketAddress shard;
    private final List<byte[]> sentToShard = new CopyOnWriteArrayList<>();
    private final List<byte[]> sentToClient = new CopyOnWriteArrayList<>();
    private volatile Predicate<byte[]> passesToShard = datagram -> true;
    private volatile Predicate<byte[]> passesToClient = datagram -> true;
    private volatile @Nullable SocketAddress client;

    Relay(InetSocketAddress shard) throws IOException {
        this.shard = shard;
        toClient = new DatagramSocket(new InetSocketAddress(shard.getAddress(), 0));
        toShard = new DatagramSocket(new InetSocketAddress(shard.getAddress(), 0));
        Thread.ofVirtual().start(this::forwardToShard);
        Thread.ofVirtual().start(this::forwardToClient);
    }

    /// The server's description with this relay in the place of its address.
    LocalDescription instead(LocalDescription server) {
        String candidate = "1 1 udp 1 " + toClient.getLocalAddress().getHostAddress() + " " + toClient.getLocalPort()
                + " typ host";
        return new LocalDescription(server.ufrag(), server.password(), server.fingerprint(), List.of(candidate));
    }

    void letToShard(Predicate<byte[]> pass) {
        passesToShard = pass;
    }

    void letToClient(Predicate<byte[]> pass) {
        passesToClient = pass;
    }

    /// What came from the client, kept back or not.
    List<byte[]> fromClient() {
        return sentToShard;
    }

    /// What came from the shard, kept back or not.
    List<byte[]> fromShard() {
        return sentToClient;
    }

    void sendToShard(byte[] datagram) {
        send(toShard, datagram, shard);
    }

    private void forwardToShard() {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        while (receive(toClient, packet)) {
            client = packet.getSocketAddress();
            byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
            sentToShard.add(datagram);
            if (passesToShard.test(datagram)) {
                sendToShard(datagram);
            }
        }
    }

    private void forwardToClient() {
        DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
        while (receive(toShard, packet)) {
            byte[] datagram = Arrays.copyOf(packet.getData(), packet.getLength());
            sentToClient.add(datagram);
            SocketAddress target = client;
            if (target != null && passesToClient.test(datagram)) {
                send(toClient, datagram, target);
            }
        }
    }

    private static boolean receive(DatagramSocket socket, DatagramPacket packet) {
        try {
            packet.setLength(1500);
            socket.receive(packet);
            return true;
        } catch (IOException e) {
            return false; // closed
        }
    }

    private static void send(DatagramSocket socket, byte[] datagram, SocketAddress target) {
        try {
            socket.send(new DatagramPacket(datagram, datagram.length, target));
        } catch (IOException e) {
            // as the network: it is lost
        }
    }

    @Override
    public void close() {
        toClient.close();
        toShard.close();
    }
}
