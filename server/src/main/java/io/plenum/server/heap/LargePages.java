package io.plenum.server.heap;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

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

    private static final Path SIZE = Path.of("/sys/kernel/mm/transparent_hugepage/hpage_pmd_size");
    private static final Path PROCESS = Path.of("/proc/self");

    /// How ZGC names it to the kernel.
    private static final String HEAP = "/memfd:java_heap";

    /// The Java machine's.
    private static final String OPTION = "UseTransparentHugePages";

    /// ZGC gives memory back in pieces of this size. Where large pages are larger than that (512 MB on some machines),
    /// they are not for us.
    static final int BYTES = 2 << 20;

    private static final int MADV_COLLAPSE = 25;

    /// Somebody is at this very page: others may go all the same, and it goes with a later call.
    private static final int EAGAIN = 11;

    private static final int EINVAL = 22;
    private static final long PRESENT = 1L << 63;

    /// Of its small pages so many are in use when a large one is made: what is allotted for later stays small.
    private static final double IN_USE = 0.75;

    /// So many at once: each takes some 5 ms, and who touches it meanwhile waits for a part of that. There is no hurry.
    private static final int MOST_AT_ONCE = 10;

    /// After a refusal (memory is short, or in pieces) so many calls pass before the next attempt, twice as many after
    /// each: to ask may cost the machine more than it is worth.
    private static final int LONGEST_PAUSE = 64;

    /// Looked up when they are first called, which is on Linux only.
    private static final class Calls {
        private static final Linker LINKER = Linker.nativeLinker();
        static final StructLayout STATE = Linker.Option.captureStateLayout();
        static final long ERRNO = STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
        static final MethodHandle PAGE_SIZE = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("getpagesize"), FunctionDescriptor.of(JAVA_INT));
        static final MethodHandle ADVISE = LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow("madvise"),
                FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT),
                Linker.Option.captureCallState("errno"));
    }

    private final Arena arena = Arena.ofShared();
    private final MemorySegment state = arena.allocate(Calls.STATE);
    private final Mappings mappings;
    private final FileChannel pagemap;
    private final int smallBytes = smallBytes();
    private final ByteBuffer smallPages =
            ByteBuffer.allocateDirect(BYTES / smallBytes * Long.BYTES).order(ByteOrder.nativeOrder());
    /// Where large pages were made. What was given back since is forgotten when it is seen not to be in use.
    private final Set<Long> moved = new HashSet<>();

    private int calls;
    private int pause;
    private int budget;
    private boolean isPossible = true;

    /// @param name of the mappings that are meant
    LargePages(String name) throws IOException {
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

    /// Empty where the Java machine does not use them, or the kernel has none of this size.
    static Optional<LargePages> ofHeap() {
        try {
            return isWanted() && areThere() ? Optional.of(new LargePages(HEAP)) : Optional.empty();
        } catch (IOException e) {
            LOG.log(Level.INFO, "the heap stays in small pages: " + e);
            return Optional.empty();
        }
    }

    private static boolean isWanted() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            return LargePages.class.getModule().isNativeAccessEnabled()
                    && Boolean.parseBoolean(machine.getVMOption(OPTION).getValue());
        } catch (IllegalArgumentException e) {
            return false; // another machine than HotSpot on Linux
        }
    }

    static boolean areThere() throws IOException {
        return Files.isReadable(SIZE) && Files.readString(SIZE).strip().equals(Integer.toString(BYTES));
    }

    /// Makes some large pages of what is in use in small ones; false when the kernel never will, and to call
    /// again is in vain.
    boolean move() throws IOException {
        if (++calls > pause) {
            calls = 0;
            budget = MOST_AT_ONCE;
            int before = moved.size();
            mappings.forEach(this::move);
            if (before == 0 && !moved.isEmpty()) {
                LOG.log(Level.INFO, "the heap moves into large pages");
            }
        }
        return isPossible;
    }

    private void move(long begin, long end) throws IOException {
        for (long at = Math.ceilDiv(begin, BYTES) * BYTES; at <= end - BYTES && budget > 0; at += BYTES) {
            if (!isInUse(at)) {
                moved.remove(at);
            } else if (!moved.contains(at)) {
                collapse(at);
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
        return present >= IN_USE * BYTES / smallBytes;
    }

    private void collapse(long address) {
        budget--;
        if (advise(address)) {
            moved.add(address);
            pause = 0;
        } else if (state.get(JAVA_INT, Calls.ERRNO) != EAGAIN) {
            refused();
        }
    }

    private void refused() {
        budget = 0;
        pause = Math.min(LONGEST_PAUSE, 2 * pause + 1);
        if (moved.isEmpty() && state.get(JAVA_INT, Calls.ERRNO) == EINVAL) {
            isPossible = false;
            LOG.log(Level.INFO, "the heap stays in small pages: this kernel makes no large ones of it");
        }
    }

    private boolean advise(long address) {
        try {
            return (int) Calls.ADVISE.invokeExact(state, address, (long) BYTES, MADV_COLLAPSE) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /// How many were made and are in use still.
    int count() {
        return moved.size();
    }

    @Override
    public void close() {
        arena.close();
        try {
            mappings.close();
            pagemap.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
