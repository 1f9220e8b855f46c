package io.plenum.server.heap;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Moves the heap into large pages. A shard that was asleep for some milliseconds finds its caches cold, and for each
/// small page that it touches the processor has to look up first where it is.
///
/// ZGC keeps its heap in memory of the kind that can be shared, for which the kernel makes large pages by itself only
/// where an administrator has said so (`shmem_enabled`). It makes them for whoever asks, though (madvise(2),
/// MADV_COLLAPSE; Linux 6.1), and this asks, where the Java machine is to use large pages at all.
///
/// Owned by whoever calls [#move] now and then.
@SuppressWarnings("restricted") // two calls to C that take numbers and keep nothing
final class LargePages implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LargePages.class.getName());

    private static final Path SETTINGS = Path.of("/sys/kernel/mm/transparent_hugepage");
    private static final Path PROCESS = Path.of("/proc/self");

    /// How ZGC names it to the kernel.
    private static final String HEAP = "/memfd:java_heap";

    /// The Java machine's.
    private static final String OPTION = "UseTransparentHugePages";

    private static final int MADV_COLLAPSE = 25;
    private static final long PRESENT = 1L << 63;

    /// Of its small pages so many are in use when a large one is made: what is allotted for later stays small.
    private static final double IN_USE = 0.75;

    /// One takes some 5 ms, and who touches it meanwhile waits for a part of that. There is no hurry.
    private static final long MOST_NANOS = 50_000_000L;

    /// Looked up when they are first called, which is on Linux only.
    private static final class Calls {
        static final MethodHandle PAGE_SIZE = function("getpagesize");
        static final MethodHandle ADVISE = function("madvise", JAVA_LONG, JAVA_LONG, JAVA_INT);

        private static MethodHandle function(String name, MemoryLayout... parameters) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
        }
    }

    private final Mappings mappings;
    private final FileChannel pagemap;
    private final int smallBytes;
    private final int largeBytes;
    private final ByteBuffer smallPages;
    /// Where the next move begins, when one has ended before the end.
    private long next;

    private long until;
    private int tried;
    private int moved;
    private boolean told;

    /// @param name of the mappings that are meant
    LargePages(String name) throws IOException {
        smallBytes = smallBytes();
        largeBytes = Integer.parseInt(
                Files.readString(SETTINGS.resolve("hpage_pmd_size")).strip());
        smallPages =
                ByteBuffer.allocateDirect(largeBytes / smallBytes * Long.BYTES).order(ByteOrder.nativeOrder());
        mappings = new Mappings(PROCESS.resolve("maps"), name);
        try {
            pagemap = FileChannel.open(PROCESS.resolve("pagemap"));
        } catch (IOException e) {
            mappings.close();
            throw e;
        }
    }

    private static int smallBytes() {
        try {
            return (int) Calls.PAGE_SIZE.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException(e); // the linker declares it; the call does not throw
        }
    }

    /// Empty where the Java machine does not use them, or the kernel tells too little.
    static Optional<LargePages> ofHeap() {
        if (!isWanted() || !LargePages.class.getModule().isNativeAccessEnabled()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new LargePages(HEAP));
        } catch (IOException e) {
            LOG.log(Level.INFO, "the heap stays in small pages: " + e);
            return Optional.empty();
        }
    }

    private static boolean isWanted() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return System.getProperty("os.name").equals("Linux")
                    && Boolean.parseBoolean(machine.getVMOption(OPTION).getValue());
        } catch (IllegalArgumentException e) {
            return false; // another machine than HotSpot on Linux
        }
    }

    /// Makes large pages of what is in use in small ones, for some 50 ms; returns how many large ones there are where
    /// this has looked. The kernel refuses one now and then; that comes with a later call.
    int move() throws IOException {
        long from = next;
        next = 0;
        tried = 0;
        moved = 0;
        until = System.nanoTime() + MOST_NANOS;
        mappings.forEach((begin, end) -> move(Math.max(begin, from), end));
        tell();
        return moved;
    }

    private void move(long begin, long end) throws IOException {
        for (long at = Math.ceilDiv(begin, largeBytes) * largeBytes; at <= end - largeBytes; at += largeBytes) {
            if (System.nanoTime() - until > 0) {
                next = next == 0 ? at : next;
                return;
            }
            if (isInUse(at)) {
                tried++;
                moved += collapse(at) ? 1 : 0;
            }
        }
    }

    private boolean isInUse(long address) throws IOException {
        smallPages.clear();
        pagemap.read(smallPages, address / smallBytes * Long.BYTES);
        smallPages.flip();
        int present = 0;
        while (smallPages.remaining() >= Long.BYTES) {
            present += (smallPages.getLong() & PRESENT) != 0 ? 1 : 0;
        }
        return present >= IN_USE * largeBytes / smallBytes;
    }

    /// One that is large already stays as it is.
    private boolean collapse(long address) {
        try {
            return (int) Calls.ADVISE.invokeExact(address, (long) largeBytes, MADV_COLLAPSE) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private void tell() {
        if (!told && tried > 0) {
            told = true;
            LOG.log(
                    Level.INFO,
                    moved > 0
                            ? "the heap is moved into large pages"
                            : "the heap stays in small pages: the kernel makes no others of it");
        }
    }

    @Override
    public void close() {
        try (mappings;
                pagemap) {
            next = 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
