package io.plenum.transport.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What sockets ask for, and what is said when they do not get it.
class SocketBuffersTest {
    private static final int SO_RCVBUF = 8;
    private static final int SO_SNDBUFFORCE = 32;
    private static final int SO_RCVBUFFORCE = 33;
    private static final int USUAL = 212_992;
    private static final Pattern GRANTED = Pattern.compile("grants (\\d+) to receive and (\\d+) to send");

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void asMuchIsAskedForAsTheKernelGives(UdpIo io) throws IOException {
        Ports.assumeLinux(UdpIo.NATIVE);
        try (LogLines log = new LogLines(SocketBuffers.class);
                Ports ports = new Ports(io)) {
            assertGranted(ports.bind(), log);
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
        try (LogLines log = new LogLines(SocketBuffers.class);
                Ports ports = new Ports(strict)) {
            assertGranted(ports.bind(), log);
        }
    }

    private static void assertGranted(UdpPort port, LogLines log) throws IOException {
        String name = port.localAddress().toString();
        List<String> lines =
                log.lines().stream().filter(line -> line.contains(name)).toList();
        assertEquals(1, lines.size());
        Matcher granted = GRANTED.matcher(lines.getFirst());
        assertTrue(granted.find(), lines.getFirst());
        assertTrue(Integer.parseInt(granted.group(1)) >= allowed("rmem_max"), granted.group());
        assertTrue(Integer.parseInt(granted.group(2)) >= allowed("wmem_max"), granted.group());
    }

    /// Such a file must be read at once: of a second part the kernel says that there is none.
    private static int allowed(String limit) throws IOException {
        String allowed =
                Files.readAllLines(Path.of("/proc/sys/net/core", limit)).getFirst();
        return Math.min(Integer.parseInt(allowed), UdpPoller.SOCKET_BUFFER_BYTES);
    }

    @Test
    void lessThanWasAskedForIsSaidOnceForEachSocket() throws IOException {
        Libc sparing = new Libc(Arena.ofAuto()) {
            @Override
            int option(int socket, int level, int option) {
                // The kernel tells twice what it granted.
                return option == SO_RCVBUF ? 2 * USUAL : 2 * UdpPoller.SOCKET_BUFFER_BYTES;
            }
        };
        try (LogLines log = new LogLines(SocketBuffers.class);
                Ports ports = new Ports(sparing)) {
            UdpPort port = ports.bind();
            assertEquals(1, log.lines().size());
            assertEquals(
                    "INFO " + port.localAddress() + ": of 4194304 bytes of socket buffer the kernel grants 212992 to"
                            + " receive and 4194304 to send (on Linux, raise net.core.rmem_max and net.core.wmem_max)",
                    log.lines().getFirst());
        }
    }
}
