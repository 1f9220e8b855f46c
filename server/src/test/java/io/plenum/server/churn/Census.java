package io.plenum.server.churn;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import io.plenum.core.SfuSnapshot;
import io.plenum.metrics.MeetingsView;
import io.plenum.server.PlenumServer;
import io.plenum.transport.Shard;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;

/// Everything that a participant may leave behind, counted at one moment, on all shards.
///
/// @param homes how many shards have somebody's link
/// @param engine the sums of all engines: who publishes is in each of those that the meeting lives on
/// @param threads names, of virtual threads as well; those of the JDK's own pools come and go and are left out
/// @param descriptors of the process: sockets, files, pipes
record Census(
        List<String> threads,
        long descriptors,
        int homes,
        int links,
        int routes,
        SfuSnapshot engine,
        MeetingsView meetings) {
    private static final SfuSnapshot NOTHING = new SfuSnapshot(0, 0, 0, 0, 0, 0);

    /// A microphone and a camera.
    private static final int TRACKS_EACH = 2;

    /// Theirs, and the camera's retransmissions.
    private static final int STREAMS_EACH = 3;

    /// ice4j's pools are the process's, not an agent's, and grow with the work there is to do at once: to a few.
    private static final int MAX_ICE_THREADS = 24;

    private static final String ICE_THREAD = "ice4j.";

    /// A user name, an address, and a few checks under way.
    private static final int ROUTES_EACH = 6;

    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"(.*)\".*", Pattern.MULTILINE);

    /// A line of a histogram: its number, instances, bytes, and the class, or that of an array's elements.
    private static final Pattern OURS = Pattern.compile(
            "^ *\\d+: +\\d+ +(\\d+) +(?:\\[+L)?(?:io\\.plenum|org\\.ice4j|org\\.jitsi|org\\.bouncycastle|io\\.vertx|io\\.netty)\\.",
            Pattern.MULTILINE);

    /// Carriers of virtual threads, the compiler's threads, the collector's: as many as the JDK thinks right.
    private static final Pattern JDK = Pattern.compile(
            "ForkJoinPool.*|VirtualThread-.*|C[12] Compiler.*|G1 .*"
                    + "|Common-Cleaner|Cleaner-.*|process reaper.*|Attach Listener|surefire.*|JavaNativeAccess.*|Notification.*");

    static Census take(PlenumServer server) throws IOException {
        List<Shard> shards = server.shards();
        return new Census(
                threadNames(),
                openDescriptors(),
                (int) shards.stream().filter(shard -> shard.links() > 0).count(),
                shards.stream().mapToInt(Shard::links).sum(),
                shards.stream().mapToInt(Shard::routes).sum(),
                shards.stream()
                        .map(shard -> shard.snapshot().toCompletableFuture().join())
                        .reduce(NOTHING, Census::sum),
                server.meetings());
    }

    private static SfuSnapshot sum(SfuSnapshot one, SfuSnapshot other) {
        return new SfuSnapshot(
                one.rooms() + other.rooms(),
                one.peers() + other.peers(),
                one.tracks() + other.tracks(),
                one.streams() + other.streams(),
                one.subscriptions() + other.subscriptions(),
                one.packetsInUse() + other.packetsInUse());
    }

    /// Whether exactly so many people are there, by every count: all of them publish.
    boolean holds(int people) {
        int rooms = people == 0 ? 0 : 1;
        int present = people * homes;
        return links == people
                && routes <= people * ROUTES_EACH
                && engine.rooms() == homes
                && engine.peers() == present
                && engine.tracks() == present * TRACKS_EACH
                && engine.streams() == present * STREAMS_EACH
                && meetings.rooms() == rooms
                && meetings.participants() == people
                && meetings.sockets() == people;
    }

    /// Whether there is nobody, and not one packet or route of anybody.
    boolean isEmpty() {
        return holds(0) && engine.subscriptions() == 0 && engine.packetsInUse() == 0;
    }

    /// Whether there is nobody, and nothing more of the process than there was before.
    boolean matches(Census before) {
        return isEmpty()
                && threadsBeyond(before).isEmpty()
                && threads.size() - ownThreads().size() <= MAX_ICE_THREADS
                && descriptors <= before.descriptors;
    }

    /// Fewer are well: what earlier tests left behind may end meanwhile.
    private List<String> threadsBeyond(Census before) {
        List<String> more = new ArrayList<>(ownThreads());
        before.ownThreads().forEach(more::remove);
        return more;
    }

    private List<String> ownThreads() {
        return threads.stream().filter(name -> !name.startsWith(ICE_THREAD)).toList();
    }

    private static List<String> threadNames() throws IOException {
        Path folder = Files.createTempDirectory("threads");
        Path dump = folder.resolve("dump.txt");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return THREAD.matcher(Files.readString(dump))
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !JDK.matcher(name).matches())
                    .sorted()
                    .toList();
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }

    private static long openDescriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    /// Bytes of all that is held and is of a class of ours, or of those who work for us. What the JDK holds goes up and
    /// down by megabytes with other tests of this process, and nobody leaves anything without some of these.
    static long heap() {
        try {
            String histogram = (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
            return OURS.matcher(histogram)
                    .results()
                    .mapToLong(line -> Long.parseLong(line.group(1)))
                    .sum();
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
