package io.plenum.transport.udp;

/// How much of what is sent and received the kernel keeps for a port, in bytes.
public record SocketBuffers(int toReceive, int toSend) {
    /// What each port asks for. 4 MB hold about 3,000 full-sized datagrams: 25 ms of traffic at 1 Gbit/s, longer
    /// than any pause of the loop we accept. The kernel gives at most `net.core.rmem_max`/`wmem_max` and does not
    /// complain.
    public static final SocketBuffers WANTED = new SocketBuffers(4 << 20, 4 << 20);

    /// What is there in both.
    public SocketBuffers least(SocketBuffers other) {
        return new SocketBuffers(Math.min(toReceive, other.toReceive), Math.min(toSend, other.toSend));
    }

    /// Less than was asked for is for people to know: it loses datagrams in every pause.
    public boolean scarce() {
        return !least(WANTED).equals(WANTED);
    }

    /// For people.
    public String description() {
        String granted = "of " + WANTED.toReceive + " bytes of socket buffer for each media port the kernel grants "
                + toReceive + " to receive and " + toSend + " to send";
        return scarce() ? granted + " (on Linux, raise net.core.rmem_max and net.core.wmem_max)" : granted;
    }
}
