package io.plenum.signaling.media;

/// The transport part of an offer.
///
/// @param fingerprintAlgorithm as in SDP, lower case: `sha-256`
/// @param fingerprint upper-case hexadecimal with colons
public record RemoteTransport(String ufrag, String password, String fingerprintAlgorithm, String fingerprint) {
    @Override
    public String toString() {
        return "RemoteTransport[" + ufrag + "]"; // never the password: this reaches logs
    }
}
