package io.plenum.transport.dtls;

/// Tells what is new in the datagrams of a handshake from what is sent again: for those who measure. Flights are
/// repeated by a timer, also while the other side still computes on the first copy.
public final class HandshakeProgress {
    private static final int FRAGMENT_BITS = 24;

    /// The number of the furthest message, and below how far into it.
    private long furthest = -1;

    /// Something came under the keys that were agreed: the last message of a side.
    private boolean encrypted;

    /// Whether a datagram that [DtlsSession#accepts] carries what none before it did.
    public boolean advances(byte[] datagram) {
        boolean news = false;
        for (int offset = 0; offset < datagram.length; offset = HandshakeGuard.recordEnd(datagram, offset)) {
            if (!HandshakeGuard.isClear(datagram, offset)) {
                news |= !encrypted;
                encrypted = true;
            } else if (HandshakeGuard.isHandshake(datagram, offset)) {
                news |= messagesAdvance(datagram, offset);
            }
        }
        return news;
    }

    private boolean messagesAdvance(byte[] datagram, int record) {
        long before = furthest;
        int end = HandshakeGuard.recordEnd(datagram, record);
        for (int offset = HandshakeGuard.body(record);
                offset < end;
                offset = HandshakeGuard.messageEnd(datagram, offset)) {
            long number = HandshakeGuard.messageNumber(datagram, offset);
            furthest = Math.max(furthest, number << FRAGMENT_BITS | HandshakeGuard.fragmentEnd(datagram, offset));
        }
        return furthest > before;
    }
}
