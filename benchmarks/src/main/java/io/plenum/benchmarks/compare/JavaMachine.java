package io.plenum.benchmarks.compare;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// A Java process on this machine, mostly another one, which answers questions about itself.
final class JavaMachine implements AutoCloseable {
    private final MBeanServerConnection server;
    private final Closeable connection;

    /// @param connection closed with it
    JavaMachine(MBeanServerConnection server, Closeable connection) {
        this.server = server;
        this.connection = connection;
    }

    @SuppressWarnings("BanJNDI") // the address is of our own child's agent, which listens on this machine only
    static JavaMachine of(long pid) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            JMXConnector connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
            return new JavaMachine(connector.getMBeanServerConnection(), connector);
        } catch (AttachNotSupportedException e) {
            throw new IOException("a Java process cannot be asked about itself", e);
        }
    }

    Object attribute(String bean, String name) {
        try {
            return server.getAttribute(new ObjectName(bean), name);
        } catch (IOException | JMException e) {
            throw gone(e);
        }
    }

    /// What one of `jcmd`'s commands prints, called without arguments.
    ///
    /// @param command as the bean has it: `GC.class_histogram` is `gcClassHistogram`
    String diagnose(String command) {
        try {
            return (String) server.invoke(
                    new ObjectName("com.sun.management:type=DiagnosticCommand"),
                    command,
                    new Object[] {new String[0]},
                    new String[] {String[].class.getName()});
        } catch (IOException | JMException e) {
            throw gone(e);
        }
    }

    private static UncheckedIOException gone(Exception cause) {
        return new UncheckedIOException(new IOException("the server is gone", cause));
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
