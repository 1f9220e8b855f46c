package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What sockets ask for, and what is said when they do not get it.
class SocketBuffersTest {
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int USUAL = 212_992;

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void asMuchIsAskedForAsTheKernelGives(UdpIo io) throws IOException {
        Ports.assumeLinux(UdpIo.NATIVE);
        try (Ports ports = new Ports(io)) {
            assertGranted(ports.bind().buffers());
        }
    }

    @Test
    void soItIsWithoutTheRightToGoBeyondTheLimits() throws IOException {
        Ports.assumeLinux(UdpIo.NATIVE);
        Libc strict = new Libc(Arena.ofAuto()) {
            @Override
            int setOption(int socket, int level, int option, int setting) {
                return option == SO_SNDBUFFORCE || option == SO_RCVBUFFORCE
                        ? -Errno.EPERM
                        : super.setOption(socket, level, option, setting);
            }
        };
        try (Ports ports = new Ports(strict)) {
            assertGranted(ports.bind().buffers());
        }
    }

    private static void assertGranted(SocketBuffers granted) throws IOException {
        assertTrue(granted.toReceive() >= allowed("rmem_max"), granted.toString());
        assertTrue(granted.toSend() >= allowed("wmem_max"), granted.toString());
    }

    /// Such a file must be read at once: of a second part the kernel says that there is none.
    private static int allowed(String limit) throws IOException {
        String allowed =
                Files.readAllLines(Path.of("/proc/sys/net/core", limit)).getFirst();
        return Math.min(Integer.parseInt(allowed), SocketBuffers.WANTED.toReceive());
    }

    @Test
    void lessThanWasAskedForIsNoticed() throws IOException {
        Libc sparing = new Libc(Arena.ofAuto()) {
            @Override
            int option(int socket, int level, int option) {
                // The kernel tells twice what it granted.
                return option == SO_RCVBUF ? 2 * USUAL : 2 * SocketBuffers.WANTED.toSend();
            }
        };
        try (Ports ports = new Ports(sparing)) {
            SocketBuffers granted = ports.bind().buffers();
            assertEquals(new SocketBuffers(USUAL, SocketBuffers.WANTED.toSend()), granted);
            assertTrue(granted.scarce());
        }
    }

    @Test
    void whoHasLessThanWasAskedForIsToldWhatToDo() {
        assertEquals(
                "of 4194304 bytes of socket buffer for each media port the kernel grants 212992 to receive and 4194304"
                        + " to send (on Linux, raise net.core.rmem_max and net.core.wmem_max)",
                new SocketBuffers(USUAL, 4 << 20).description());
        assertEquals(
                "of 4194304 bytes of socket buffer for each media port the kernel grants 4194304 to receive and 4194304"
                        + " to send",
                SocketBuffers.WANTED.description());
    }

    @Test
    void ofSeveralTheLeastCounts() {
        SocketBuffers deaf = new SocketBuffers(USUAL, 4 << 20);
        SocketBuffers dumb = new SocketBuffers(4 << 20, USUAL);
        assertEquals(new SocketBuffers(USUAL, USUAL), deaf.least(dumb));
        assertTrue(deaf.scarce() && dumb.scarce());
        assertFalse(SocketBuffers.WANTED.scarce());
    }
}
