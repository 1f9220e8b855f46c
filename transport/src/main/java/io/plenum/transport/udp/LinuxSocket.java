package io.plenum.transport.udp;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/// A bound, non-blocking UDP socket of Linux and what the kernel can do with it.
final class LinuxSocket {
    private static final System.Logger LOG = System.getLogger(LinuxSocket.class.getName());

    private static final int SOL_SOCKET = MessageTable.SOL_SOCKET;
    private static final int SO_SNDBUF = 7;
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int SO_MEMINFO = 55;
    private static final int SK_MEMINFO_RMEM_ALLOC = 0;
    private static final int SK_MEMINFO_DROPS = 8;
    private static final int PERCENT = 100;
    private static final long WORD = 0xFFFF_FFFFL;
    private static final int IPPROTO_IP = 0;
    private static final int IP_MTU_DISCOVER = 10;
    private static final int IP_PMTUDISC_DONT = 0;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;

    private final Libc libc;
    private final boolean ipv6;
    private int descriptor;
    private InetSocketAddress local;
    private SocketBuffers buffers = SocketBuffers.WANTED;
    private boolean segmentation;
    private boolean stampsArrivals;
    /// What the kernel had dropped when it was last asked.
    private long dropped;

    /// @param scratch at least [Sockaddr#SPACE] bytes
    LinuxSocket(Libc libc, InetSocketAddress address, MemorySegment scratch) throws IOException {
        this.libc = libc;
        local = address;
        ipv6 = address.getAddress() instanceof Inet6Address;
        descriptor = checked(libc.udpSocket(ipv6), "cannot open a socket for " + address);
        try {
            bind(scratch);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private void bind(MemorySegment scratch) throws IOException {
        if (ipv6) {
            // As java.nio does for one address: the same port of IPv4 is another socket's.
            checked(libc.setOption(descriptor, IPPROTO_IPV6, IPV6_V6ONLY, 1), "cannot restrict to IPv6");
        } else {
            // As java.nio does too: where a path is narrower than we think, routers may fragment instead of dropping.
            libc.setOption(descriptor, IPPROTO_IP, IP_MTU_DISCOVER, IP_PMTUDISC_DONT);
        }
        buffers = new SocketBuffers(
                sizeBuffer(SO_RCVBUFFORCE, SO_RCVBUF, SocketBuffers.WANTED.toReceive()),
                sizeBuffer(SO_SNDBUFFORCE, SO_SNDBUF, SocketBuffers.WANTED.toSend()));
        segmentation = libc.option(descriptor, MessageTable.SOL_UDP, MessageTable.UDP_SEGMENT) >= 0;
        // Where the kernel does not know it (before 5.0), every datagram simply comes alone.
        libc.setOption(descriptor, MessageTable.SOL_UDP, MessageTable.UDP_GRO, 1);
        Sockaddr name = Sockaddr.of(local);
        name.write(scratch, 0);
        checked(libc.bind(descriptor, scratch.address(), name.length()), "cannot bind to " + local);
        checked(libc.ownName(descriptor, scratch.address(), Sockaddr.SPACE), "cannot tell the port of " + local);
        local = new InetSocketAddress(
                local.getAddress(), Sockaddr.read(scratch, 0).getPort());
    }

    /// What was granted. The kernel keeps twice as much for its own bookkeeping, and tells that number.
    private int sizeBuffer(int forced, int allowed, int bytes) {
        // Needs CAP_NET_ADMIN.
        if (libc.setOption(descriptor, SOL_SOCKET, forced, bytes) < 0) {
            libc.setOption(descriptor, SOL_SOCKET, allowed, bytes);
        }
        return libc.option(descriptor, SOL_SOCKET, allowed) / 2;
    }

    /// From now on the kernel says when each datagram arrived, where it can.
    void stampArrivals() {
        libc.setOption(descriptor, SOL_SOCKET, MessageTable.SO_TIMESTAMPNS, 1);
        stampsArrivals = true;
    }

    boolean stampsArrivals() {
        return stampsArrivals;
    }

    private static int checked(int answer, String problem) throws IOException {
        if (answer >= 0) {
            return answer;
        }
        String text = problem + ": " + Errno.text(-answer);
        throw answer == -Errno.EADDRINUSE || answer == -Errno.EADDRNOTAVAIL
                ? new BindException(text)
                : new IOException(text);
    }

    /// Negative once it is closed.
    int descriptor() {
        return descriptor;
    }

    InetSocketAddress local() {
        return local;
    }

    SocketBuffers buffers() {
        return buffers;
    }

    /// Whether an address is of our family.
    boolean reaches(Destination to) {
        return to.ipv6() == ipv6;
    }

    /// Whether runs of datagrams may be sent in one piece.
    boolean segmentation() {
        return segmentation;
    }

    /// Whether a run was refused because it is one. A device without checksum offload takes none at all, a path with a
    /// small MTU none of this size.
    boolean cannotCut(int errno) {
        if (errno == Errno.EIO && segmentation) {
            segmentation = false;
            LOG.log(Level.INFO, local + ": the device does not segment, datagrams are sent one by one");
        }
        return errno == Errno.EIO || errno == Errno.EINVAL || errno == Errno.EMSGSIZE;
    }

    /// How many datagrams the kernel has dropped since this was last asked, because the receive buffer
    /// was full. The few whose checksum was wrong are among them; what came joined counts once.
    long droppedSinceAsked() {
        long now = libc.optionWord(descriptor, SOL_SOCKET, SO_MEMINFO, SK_MEMINFO_DROPS);
        if (now < 0) {
            return 0; // before Linux 4.12 it does not say
        }
        long since = (now - dropped) & WORD; // its count begins again after 2^32
        dropped = now;
        return since;
    }

    /// How much of the receive buffer is taken, in percent; negative before Linux 4.12, which does not say. Of what
    /// was read already up to a quarter of the buffer is still counted, until the kernel tidies up.
    int fullness() {
        long taken = libc.optionWord(descriptor, SOL_SOCKET, SO_MEMINFO, SK_MEMINFO_RMEM_ALLOC);
        long room = 2L * buffers.toReceive(); // its own bookkeeping is in both
        return taken < 0 || room <= 0 ? -1 : (int) Math.min(PERCENT, taken * PERCENT / room);
    }

    void close() {
        if (descriptor >= 0) {
            libc.close(descriptor);
            descriptor = -1;
        }
    }
}
