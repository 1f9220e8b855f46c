package io.plenum.signaling.media;

import java.util.List;

/// The transport part of an answer.
///
/// @param fingerprint SHA-256, upper-case hexadecimal with colons
/// @param candidates values of `a=candidate:` lines, without that prefix
public record LocalTransport(String ufrag, String password, String fingerprint, List<String> candidates) {
    public LocalTransport {
        candidates = List.copyOf(candidates);
    }

    @Override
    public String toString() {
        return "LocalTransport[" + ufrag + "]"; // never the password: this reaches logs
    }
}
