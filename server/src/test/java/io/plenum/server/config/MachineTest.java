package io.plenum.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    private static final long MEGABYTE = 1_000_000;
    private static final long PLENTY = 100_000 * MEGABYTE;

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "16, 16", "17, 16", "64, 16"})
    void thereIsAShardForEachProcessorAndNoMoreThanSixteen(int processors, int shards) {
        assertEquals(shards, new Machine(processors, PLENTY).shards());
    }

    /// Each has 40,000 packets at least, 65 MB, and there are two rings of 2 MiB between any two.
    @ParameterizedTest
    @CsvSource({"50, 1", "267, 1", "268, 2", "1000, 6", "3080, 15", "3081, 16"})
    void thereAreNoMoreShardsThanHalfOfTheHeapHasRoomFor(long heapMegabytes, int shards) {
        assertEquals(shards, new Machine(64, heapMegabytes * MEGABYTE).shards());
    }

    /// In half of the heap, beside the rings.
    @ParameterizedTest
    @CsvSource({
        "1, 648, 200000",
        "1, 324, 100000",
        "1, 100, 40000",
        "2, 1304, 199940",
        "2, 1305, 200000",
        "16, 1000, 40000",
        "16, 8000, 134902",
        "16, 11374, 199987",
        "16, 100000, 200000"
    })
    void theShardsShareTheRoomForPackets(int shards, long heapMegabytes, int packets) {
        assertEquals(packets, new Machine(16, heapMegabytes * MEGABYTE).packetsPerShard(shards));
    }

    /// Whatever it decides by itself leaves half of the heap, where that has room for one shard.
    @Test
    void whatItDecidesByItselfFits() throws WrongSetting {
        for (int processors = 1; processors <= 64; processors++) {
            for (long heap = 130 * MEGABYTE; heap < PLENTY; heap += heap / 4) {
                Machine machine = new Machine(processors, heap);
                assertTrue(machine.hasRoomFor(media(machine, Map.of())), machine.toString());
            }
        }
    }

    @Test
    void whatWasSaidMayBeTooMuch() throws WrongSetting {
        Machine machine = new Machine(2, 1_000 * MEGABYTE);
        ServerConfig.Media media = media(machine, Map.of(Option.SHARDS, "16"));
        assertEquals(40_000, media.packetsPerShard());
        assertEquals(16L * 40_000 * 1_620 + 16 * 15 * (2 << 20), media.mostBytes());
        assertFalse(machine.hasRoomFor(media));
    }

    private static ServerConfig.Media media(Machine machine, Map<Option, String> options) throws WrongSetting {
        CommandLine typed = new CommandLine(CommandLine.Request.RUN, options);
        return Configuration.load(typed, Map.of(), machine).media();
    }
}
