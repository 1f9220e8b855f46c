package io.plenum.loadtest.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class MetricsProbeTest {
    @Test
    void valuesAreReadAndSummedOverLabels() {
        String text = """
                # TYPE process_cpu_time_ns_total counter
                process_cpu_time_ns_total 2.904E10
                jvm_memory_used_bytes{area="heap",id="Old Gen"} 5.0E7
                process_resident_memory_bytes 8.0E7
                jvm_threads_live_threads 16.0
                jvm_threads_live_threads_of_another_kind 99.0
                process_files_open_files 27.0
                """;
        assertEquals(Optional.of(new ServerReading(29_040_000_000L, 80_000_000, 16, 27)), MetricsProbe.reading(text));
    }

    /// What the Java machine uses is not it: garbage is in that, and what lies outside the heap is not.
    @Test
    void memoryThatIsNotToldIsNoNumber() {
        String text = """
                process_cpu_time_ns_total 2.904E10
                jvm_memory_used_bytes{area="heap",id="Old Gen"} 5.0E7
                """;
        assertEquals(Optional.of(new ServerReading(29_040_000_000L, Double.NaN, 0, 0)), MetricsProbe.reading(text));
    }

    @Test
    void anotherProgramsTextIsNoReading() {
        assertEquals(Optional.empty(), MetricsProbe.reading("up 1\n"));
    }
}
