package org.ice4j.stack;

import java.io.IOException;
import java.net.InetSocketAddress;
import org.ice4j.StunException;
import org.ice4j.StunMessageEvent;
import org.ice4j.Transport;
import org.ice4j.TransportAddress;
import org.ice4j.message.Message;
import org.ice4j.socket.IceSocketWrapper;

/// ice4j's STUN stack without sockets and threads: what it sends goes to a [Sender], what was received is put in.
///
/// It lives in ice4j's package because that is where its seam is: `getNetAccessManager` and
/// `NetAccessManager.sendMessage` are package-private. This works on the class path only.
public final class ExternalIoStunStack extends StunStack {
    /// Called on any of ice4j's threads.
    @FunctionalInterface
    public interface Sender {
        void send(byte[] stun, InetSocketAddress local, InetSocketAddress remote);
    }

    private final NetAccessManager network;

    public ExternalIoStunStack(Sender sender) {
        network = new NetAccessManager(this) {
            @Override
            void sendMessage(byte[] stun, TransportAddress local, TransportAddress remote) throws IOException {
                sender.send(stun, local, remote);
            }

            @Override
            protected void addSocket(IceSocketWrapper socket, TransportAddress remote) {
                throw new UnsupportedOperationException("this stack has no sockets");
            }
        };
    }

    @Override
    NetAccessManager getNetAccessManager() {
        return network;
    }

    @Override
    public void addSocket(IceSocketWrapper socket) {
        throw new UnsupportedOperationException("this stack has no sockets");
    }

    @Override
    public void addSocket(IceSocketWrapper socket, TransportAddress remote) {
        throw new UnsupportedOperationException("this stack has no sockets");
    }

    /// Takes in a datagram whose integrity has been verified.
    public void receive(byte[] stun, InetSocketAddress local, InetSocketAddress remote) throws StunException {
        TransportAddress to = new TransportAddress(local, Transport.UDP);
        TransportAddress from = new TransportAddress(remote, Transport.UDP);
        RawMessage raw = RawMessage.build(stun, stun.length, from, to);
        handleMessageEvent(new StunMessageEvent(this, raw, Message.decode(stun, 0, stun.length)));
    }
}
