package io.plenum.transport.udp;

/// The Linux error numbers that are told apart here; the same on x86-64 and AArch64.
final class Errno {
    static final int EPERM = 1;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int EAGAIN = 11;
    static final int EINVAL = 22;
    static final int ENOSYS = 38;
    static final int EMSGSIZE = 90;
    static final int EADDRINUSE = 98;
    static final int EADDRNOTAVAIL = 99;
    static final int ENOBUFS = 105;

    private static final int EACCES = 13;
    private static final int EMFILE = 24;
    private static final int EAFNOSUPPORT = 97;

    private Errno() {}

    /// For people.
    static String text(int errno) {
        return switch (errno) {
            case EPERM -> "operation not permitted";
            case EACCES -> "permission denied";
            case EMFILE -> "too many open files";
            case EAFNOSUPPORT -> "this machine does not have this address family";
            case EADDRINUSE -> "address already in use";
            case EADDRNOTAVAIL -> "not an address of this machine";
            default -> "error " + errno;
        };
    }
}
