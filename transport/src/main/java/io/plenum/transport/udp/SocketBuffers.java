package io.plenum.transport.udp;

import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;

/// What the kernel granted of [UdpPoller#SOCKET_BUFFER_BYTES], in bytes.
record SocketBuffers(int toReceive, int toSend) {
    private static final System.Logger LOG = System.getLogger(SocketBuffers.class.getName());

    /// Less than was asked for is for people to know: it loses datagrams in every pause.
    void log(InetSocketAddress local) {
        String granted = local + ": of " + UdpPoller.SOCKET_BUFFER_BYTES + " bytes of socket buffer the kernel grants "
                + toReceive + " to receive and " + toSend + " to send";
        if (Math.min(toReceive, toSend) < UdpPoller.SOCKET_BUFFER_BYTES) {
            LOG.log(Level.INFO, granted + " (on Linux, raise net.core.rmem_max and net.core.wmem_max)");
        } else {
            LOG.log(Level.DEBUG, granted);
        }
    }
}
