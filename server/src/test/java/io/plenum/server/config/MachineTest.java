package io.plenum.server.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "16, 16", "17, 16", "64, 16"})
    void thereIsAShardForEachProcessorAndNoMoreThanSixteen(int processors, int shards) {
        assertEquals(shards, new Machine(processors).shards());
    }
}
