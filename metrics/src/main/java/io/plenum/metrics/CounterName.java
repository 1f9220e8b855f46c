package io.plenum.metrics;

import io.micrometer.core.instrument.Tags;

/// How a counter appears outside: the meter's name (dots become underscores, `_total` is appended), its one label
/// besides the shard's, and its help text.
record CounterName(String name, Tags tags, String help) {
    static CounterName of(String name, String help) {
        return new CounterName(name, Tags.empty(), help);
    }

    static CounterName of(String name, String label, String value, String help) {
        return new CounterName(name, Tags.of(label, value), help);
    }
}
