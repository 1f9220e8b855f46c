package io.plenum.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResidentMemoryTest {
    private static final String NAME = "process_resident_memory_bytes";

    @TempDir
    Path folder = Path.of("");

    private static Scrape scrape(Path status) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new ResidentMemory(status).bindTo(registry);
        return Scrape.of(registry.scrape());
    }

    @Test
    void itIsWhatLinuxTells() throws IOException {
        Path status = Files.writeString(folder.resolve("status"), """
                Name:\tjava
                VmHWM:\t  204800 kB
                VmRSS:\t  102400 kB
                RssAnon:\t   51200 kB
                """);
        assertEquals(104_857_600, scrape(status).value(NAME));
    }

    @Test
    void whereNobodyTellsThereIsNone() {
        assertEquals(0, scrape(folder.resolve("none")).seriesOf(NAME));
    }

    /// As of a process that has ended but for its exit status.
    @Test
    void whatIsNotToldIsNoNumber() throws IOException {
        assertEquals(
                Double.NaN,
                scrape(Files.writeString(folder.resolve("status"), "Name:\tjava\n"))
                        .value(NAME));
    }
}
