package io.plenum.transport;

/// The transport part of an offer.
///
/// @param fingerprintAlgorithm as in SDP: `sha-256`
/// @param fingerprint hexadecimal with colons
public record RemoteDescription(String ufrag, String password, String fingerprintAlgorithm, String fingerprint) {
    @Override
    public String toString() {
        return "RemoteDescription[" + ufrag + "]"; // never the password: this reaches logs
    }
}
