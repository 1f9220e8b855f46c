package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// This very process, seen from outside.
@EnabledOnOs(OS.LINUX)
class ProcessProbeTest {
    private static final long PID = ProcessHandle.current().pid();

    @Test
    void aProcessIsFoundByItsPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertEquals(OptionalLong.of(PID), ProcessOfPort.find(socket.getLocalPort()));
        }
    }

    @Test
    void itsCpuAndMemoryAreRead() {
        ServerReading reading = new ProcessProbe(PID).read().orElseThrow();
        assertTrue(reading.cpuNanos() > 0);
        assertTrue(reading.residentBytes() > 10_000_000);
        assertTrue(reading.threads() > 5);
        assertTrue(reading.descriptors() > 2);
    }

    @Test
    void itIsNamed() {
        assertEquals("java (PID " + PID + ")", new ProcessProbe(PID).name());
    }

    @Test
    void whatIsGoneIsNotRead() {
        assertEquals(Optional.empty(), new ProcessProbe(Integer.MAX_VALUE).read());
    }
}
