package io.plenum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.server.config.CommandLine;
import io.plenum.server.config.Configuration;
import io.plenum.server.config.Machine;
import io.plenum.server.config.ServerConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartReportTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void itSaysHowMuchOfTheHeapMediaMayTake() throws Exception {
        ServerConfig.Media media = media("media { shards = 2, packets-per-shard = 100000 }");
        assertEquals(
                "media takes up to 312 MB (100000 packets a shard) of a heap of up to 1024 MB",
                StartReport.memory(media, new Machine(2, 1L << 30)));
    }

    @Test
    void andWhatToDoWhereThatIsTooMuch() throws Exception {
        ServerConfig.Media media = media("media { shards = 2, packets-per-shard = 200000 }");
        assertEquals(
                "media takes up to 621 MB (200000 packets a shard) of a heap of up to 1024 MB: too much, lower"
                        + " media.shards or media.packets-per-shard, or give it more memory",
                StartReport.memory(media, new Machine(2, 1L << 30)));
    }

    private ServerConfig.Media media(String settings) throws Exception {
        Path file = Files.writeString(folder.resolve("plenum.conf"), settings);
        return Configuration.load(CommandLine.parse(List.of("--config", file.toString())), Map.of())
                .media();
    }
}
