package io.plenum.server.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Memory of the kind in which ZGC keeps its heap: that can be shared.
@EnabledOnOs(OS.LINUX)
class LargePagesTest {
    private static final Path SHARED = Path.of("/dev/shm");
    private static final int LARGE_PAGES = 4;
    private static final byte VALUE = 7;
    private static final int TRIES = 20;

    /// The kernel refuses one now and then, and the more often the longer a pause is made.
    private static final int CALLS = 1_000;

    private Path file;
    private Arena arena = Arena.ofShared();
    private MemorySegment memory;

    @BeforeEach
    void map() throws IOException {
        file = Files.createTempFile(SHARED, "plenum-pages-", "");
        Assumptions.assumeTrue(LargePages.areThere(), "this kernel has no large pages of this size");
        mapAligned((LARGE_PAGES + 1L) * LargePages.BYTES); // so many are whole wherever it begins
    }

    /// A large page begins at a multiple of its size in memory as in the file. Where a mapping comes to lie is the
    /// kernel's choice: at the place of one of the same size that has just gone.
    private void mapAligned(long bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long offset = 0;
            for (int tries = 0; tries < TRIES; tries++) {
                memory = channel.map(FileChannel.MapMode.READ_WRITE, offset, bytes, arena);
                if ((memory.address() - offset) % LargePages.BYTES == 0) {
                    return;
                }
                offset = memory.address() % LargePages.BYTES;
                arena.close();
                arena = Arena.ofShared();
            }
        }
        Assumptions.abort("no mapping lies as a large page would have to");
    }

    @AfterEach
    void unmap() throws IOException {
        arena.close();
        Files.delete(file);
    }

    @Test
    void whatIsInUseMovesAndStaysWhatItWas() throws IOException {
        memory.fill(VALUE);
        Assumptions.assumeTrue(largeKilobytes() == 0, "this kernel makes them by itself");
        try (LargePages pages = new LargePages(file.toString())) {
            move(pages, LARGE_PAGES);
            assertTrue(largeKilobytes() >= LARGE_PAGES * LargePages.BYTES / 1_024, "large: " + largeKilobytes());
        }
        assertEquals(-1, memory.mismatch(arena.allocate(memory.byteSize()).fill(VALUE)));
    }

    @Test
    void whatIsAllottedForNothingDoesNotGrow() throws IOException {
        memory.set(ValueLayout.JAVA_BYTE, 0, VALUE);
        try (LargePages pages = new LargePages(file.toString())) {
            assertTrue(pages.move());
            assertEquals(0, pages.count());
        }
    }

    @Test
    void whatWasGivenBackIsForgotten() throws IOException {
        memory.fill(VALUE);
        try (LargePages pages = new LargePages(file.toString())) {
            move(pages, 1);
            Files.write(file, new byte[0]); // its memory is gone with it
            for (int calls = 0; pages.count() > 0 && calls < CALLS; calls++) {
                assertTrue(pages.move());
            }
            assertEquals(0, pages.count());
        }
    }

    /// Until so many are large.
    private static void move(LargePages pages, int atLeast) throws IOException {
        boolean goesOn = true;
        for (int calls = 0; goesOn && pages.count() < atLeast && calls < CALLS; calls++) {
            goesOn = pages.move();
        }
        Assumptions.assumeTrue(goesOn, "this kernel makes none of shared memory");
        assertTrue(pages.count() >= atLeast, "moved: " + pages.count());
    }

    /// Of the mapping, as the kernel says (proc_pid_smaps(5)).
    private long largeKilobytes() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        long kilobytes = 0;
        boolean ours = false;
        for (String line : lines) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                ours = line.contains(file.toString());
            } else if (ours && line.startsWith("ShmemPmdMapped:")) {
                kilobytes += Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return kilobytes;
    }
}
