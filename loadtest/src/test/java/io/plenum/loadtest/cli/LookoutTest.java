package io.plenum.loadtest.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.loadtest.run.ProcessProbe;
import io.plenum.loadtest.run.ServerProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Who is taken for the server: nobody who only listens in its place.
@EnabledOnOs(OS.LINUX)
class LookoutTest {
    private static final long PID = ProcessHandle.current().pid();
    private static final URI HERE = URI.create("http://127.0.0.1:8080");
    private static final boolean PLENUM = true;
    private static final boolean OTHER = false;

    @TempDir
    Path folder = Path.of("");

    private Optional<Process> started = Optional.empty();

    @AfterEach
    void stop() {
        started.ifPresent(Process::destroyForcibly);
    }

    /// A program of that name, which waits for a line that never comes.
    private ProcessProbe program(String name) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\nread line\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        Process process = new ProcessBuilder(file.toString()).start();
        started = Optional.of(process);
        return new ProcessProbe(process.pid());
    }

    private String pid() {
        return " (PID " + started.orElseThrow().pid() + ")";
    }

    private static ServerProbe lookout(URI server, boolean plenum, String... typed) throws WrongUsage {
        return Lookout.of(Arguments.parse(Option.class, List.of(typed)), server, server.getPort(), plenum);
    }

    @Test
    void theJavaMachineThatListensIsPlenum() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            URI server = URI.create("http://127.0.0.1:" + socket.getLocalPort());
            assertEquals("java (PID " + PID + ")", lookout(server, PLENUM).name());
            assertEquals("java (PID " + PID + ")", lookout(server, OTHER).name());
        }
    }

    @Test
    void aPlenumBehindAnotherProgramTellsOfItself() throws IOException {
        Optional<ProcessProbe> listener = Optional.of(program("whatever"));
        assertEquals(
                "http://127.0.0.1:8080/metrics", Lookout.plenum(listener, HERE).name());
        assertEquals(
                "http://127.0.0.1:8080/metrics",
                Lookout.plenum(Optional.empty(), HERE).name());
    }

    @Test
    void anotherServerIsWhoListens() throws IOException {
        ServerProbe probe = Lookout.other(Optional.of(program("janus")));
        assertEquals("janus" + pid(), probe.name());
    }

    @Test
    void aGoBetweenIsNoServer() throws IOException {
        ServerProbe probe = Lookout.other(Optional.of(program("docker-proxy")));
        assertEquals("docker-proxy" + pid() + " only passes on; --server-pid says which it is", probe.name());
        assertEquals(Optional.empty(), probe.look().join());
    }

    @Test
    void whereNobodyIsSeenToListenTheUserMaySay() throws WrongUsage {
        assertEquals(
                "nobody is seen to listen there; --server-pid says which it is",
                Lookout.other(Optional.empty()).name());
        String pid = Long.toString(PID);
        assertEquals(
                "java (PID " + pid + ")",
                lookout(HERE, OTHER, "--server-pid", pid).name());
        assertThrows(WrongUsage.class, () -> lookout(HERE, OTHER, "--server-pid", "2147483647"));
    }

    @Test
    void aServerElsewhereTellsOfItselfOrNothing() throws WrongUsage {
        assertEquals(
                "http://192.0.2.1:8080/metrics",
                lookout(URI.create("http://192.0.2.1:8080/whip/room"), OTHER).name());
        assertEquals(
                "it is on another machine",
                lookout(URI.create("ws://192.0.2.1:8188"), OTHER).name());
    }
}
