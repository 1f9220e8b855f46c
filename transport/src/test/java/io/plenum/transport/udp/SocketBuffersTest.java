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
    private static final int USUAL = 212_992;
    private static final Pattern GRANTED = Pattern.compile("grants (\\d+) to receive and (\\d+) to send");

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "NIO"})
    void asMuchIsAskedForAsTheKernelGives(UdpIo io) throws IOException {
        Ports.assumeLinux(UdpIo.NATIVE);
        try (LogLines log = new LogLines(SocketBuffers.class);
                Ports ports = new Ports(io)) {
            String name = ports.bind().localAddress().toString();
            List<String> lines =
                    log.lines().stream().filter(line -> line.contains(name)).toList();
            assertEquals(1, lines.size());
            Matcher granted = GRANTED.matcher(lines.getFirst());
            assertTrue(granted.find(), lines.getFirst());
            assertTrue(Integer.parseInt(granted.group(1)) >= allowed("rmem_max"), granted.group());
            assertTrue(Integer.parseInt(granted.group(2)) >= allowed("wmem_max"), granted.group());
        }
    }

    private static int allowed(String limit) throws IOException {
        int allowed = Integer.parseInt(
                Files.readString(Path.of("/proc/sys/net/core", limit)).strip());
        return Math.min(allowed, UdpPoller.SOCKET_BUFFER_BYTES);
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
