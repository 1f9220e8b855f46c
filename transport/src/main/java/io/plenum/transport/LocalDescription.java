package io.plenum.transport;

import java.util.List;

/// The transport part of an answer. Our DTLS role is passive.
///
/// @param fingerprint SHA-256, upper-case hexadecimal with colons
/// @param candidates values of `a=candidate:` lines, without that prefix
public record LocalDescription(String ufrag, String password, String fingerprint, List<String> candidates) {
    public LocalDescription {
        candidates = List.copyOf(candidates);
    }

    @Override
    public String toString() {
        return "LocalDescription[" + ufrag + "]"; // never the password: this reaches logs
    }
}
