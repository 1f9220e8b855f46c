package io.plenum.transport;

/// The transport part of an offer.
///
/// @param fingerprintAlgorithm as in SDP: `sha-256`
/// @param fingerprint hexadecimal with colons
public record RemoteDescription(String ufrag, String password, String fingerprintAlgorithm, String fingerprint) {
    private static final int MAX_LENGTH = 256;

    /// Throws [IllegalArgumentException] when the credentials are not of the lengths that RFC 8839 §5.4 allows.
    void check() {
        checkLength("ice-ufrag", ufrag, 4);
        checkLength("ice-pwd", password, 22);
    }

    private static void checkLength(String name, String value, int min) {
        if (value.length() < min || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    name + " must have " + min + " to " + MAX_LENGTH + " characters, has " + value.length());
        }
    }

    @Override
    public String toString() {
        return "RemoteDescription[" + ufrag + "]"; // never the password: this reaches logs
    }
}
