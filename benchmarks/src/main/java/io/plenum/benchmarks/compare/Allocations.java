package io.plenum.benchmarks.compare;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// How much all threads of another Java process have ever allocated, the ended ones included, by its own count.
///
/// Asking allocates there as well, so what one question costs is found out first and taken off.
final class Allocations implements Watch, AutoCloseable {
    private static final String ATTRIBUTE = "TotalThreadAllocatedBytes";

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final ObjectName threads;
    private final long costOfAsking;
    private long begun;
    private double allocated;

    private Allocations(JMXConnector connector) throws IOException, JMException {
        this.connector = connector;
        server = connector.getMBeanServerConnection();
        threads = new ObjectName("java.lang:type=Threading");
        ask(); // loads what is needed to answer
        long first = ask();
        costOfAsking = ask() - first;
    }

    @SuppressWarnings("BanJNDI") // the address is of our own child's agent, which listens on this machine only
    static Allocations of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            return new Allocations(JMXConnectorFactory.connect(new JMXServiceURL(address)));
        } catch (AttachNotSupportedException | JMException e) {
            throw new IOException("a Java process cannot be asked what it allocates", e);
        }
    }

    private long ask() throws IOException, JMException {
        return (long) server.getAttribute(threads, ATTRIBUTE);
    }

    @Override
    public void begin() {
        begun = askQuietly();
    }

    @Override
    public void end() {
        allocated = askQuietly() - begun - (double) costOfAsking;
    }

    @Override
    public Map<Figure, Double> figures(long packets) {
        return Map.of(Figure.ALLOCATED_BYTES, allocated / packets);
    }

    private long askQuietly() {
        try {
            return ask();
        } catch (IOException | JMException e) {
            throw new UncheckedIOException(new IOException("the server is gone", e));
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
