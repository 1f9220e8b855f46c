package io.plenum.loadtest.link;

/// One packet on its way. Owned by whoever holds it: the shell that read it, then a link, then the shell again.
final class Datagram {
    /// An Ethernet frame's worth: what is larger does not pass an ordinary path in one piece either.
    static final int CAPACITY = 1_500;

    final byte[] bytes = new byte[CAPACITY];
    int length;

    /// Whether it comes out twice; set by the link, as what follows.
    boolean doubled;

    /// When it is at the other end.
    long arrivalNanos;

    /// Tells apart what arrives at the same moment: the earlier one first.
    long order;
}
