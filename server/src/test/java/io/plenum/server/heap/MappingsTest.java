package io.plenum.server.heap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingsTest {
    private static final String LIBRARY =
            "7f7c5a1e4000-7f7c5a1e6000 r--p 00000000 fe:00 261158                     /usr/lib/libc.so.6\n";

    @TempDir
    private Path folder;

    @Test
    void findsEachOfAName() throws IOException {
        assertEquals(
                List.of("40000000000-40003200000", "40003400000-40003600000"),
                found("34000000-34001000 ---p 00000000 00:00 0 \n"
                        + "40000000000-40003200000 rw-s 00000000 00:01 1035   /memfd:java_heap (deleted)\n"
                        + "40003200000-40003400000 ---p 00000000 00:00 0 \n"
                        + "40003400000-40003600000 rw-s 00000000 00:01 1035   /memfd:java_heap (deleted)\n"
                        + LIBRARY));
    }

    @Test
    void findsNothingWhereThereIsNothing() throws IOException {
        assertEquals(List.of(), found(""));
        assertEquals(List.of(), found("\n"));
        assertEquals(List.of(), found(LIBRARY));
    }

    /// The buffer is full in the middle of one.
    @Test
    void aLineThatIsCutOffIsNone() throws IOException {
        String line = "40000000000-40003200000 rw-s 00000000 00:01 1035   /memfd:java_heap (deleted)\n";
        List<String> found = found(line.repeat((256 << 10) / line.length() + 10));
        assertEquals((256 << 10) / line.length(), found.size());
    }

    private List<String> found(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("maps"), text);
        List<String> found = new ArrayList<>();
        try (Mappings mappings = new Mappings(file, "/memfd:java_heap")) {
            mappings.forEach((from, to) -> found.add(Long.toHexString(from) + "-" + Long.toHexString(to)));
        }
        return found;
    }
}
