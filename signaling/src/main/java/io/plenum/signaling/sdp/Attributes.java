package io.plenum.signaling.sdp;

import java.util.List;
import java.util.Optional;

/// The `a=` lines of the session or of one m-line, in their order.
public record Attributes(List<Attribute> lines) {
    static final Attributes NONE = new Attributes(List.of());

    public Attributes {
        lines = List.copyOf(lines);
    }

    public boolean has(String name) {
        return lines.stream().anyMatch(attribute -> attribute.name().equals(name));
    }

    /// The first value given under a name.
    public Optional<String> first(String name) {
        return lines.stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(Attribute::value)
                .findFirst();
    }

    public List<Attribute> all(String name) {
        return lines.stream().filter(attribute -> attribute.name().equals(name)).toList();
    }
}
