package io.plenum.transport.udp;

import io.plenum.transport.udp.Ports.Datagram;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Two native ports of one poller, on a kernel that a test may answer for.
abstract class ScriptedPorts {
    final ScriptedKernel kernel = new ScriptedKernel();
    Ports ports;
    UdpPort from;
    UdpPort to;

    @BeforeEach
    final void open() throws IOException {
        ports = new Ports(kernel);
        from = ports.bind();
        to = ports.bind();
    }

    @AfterEach
    final void close() {
        ports.close();
    }

    /// One of `from`.
    final Datagram datagram(int number, int length) {
        return new Datagram(from.localAddress(), number, length);
    }
}
