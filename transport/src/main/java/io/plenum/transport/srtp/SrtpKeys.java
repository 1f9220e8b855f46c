package io.plenum.transport.srtp;

import java.util.Arrays;

/// What a DTLS handshake agreed on for SRTP.
public final class SrtpKeys {
    private final SrtpProfile profile;
    private final byte[] material;

    /// @param material client key, server key, client salt, server salt (RFC 5764 §4.2)
    public SrtpKeys(SrtpProfile profile, byte[] material) {
        this.profile = profile;
        this.material = material.clone();
    }

    /// How many bytes to export for a profile.
    public static int length(SrtpProfile profile) {
        return 2 * (SrtpProfile.KEY_LENGTH + profile.saltLength());
    }

    public SrtpProfile profile() {
        return profile;
    }

    byte[] key(boolean client) {
        return slice(client ? 0 : SrtpProfile.KEY_LENGTH, SrtpProfile.KEY_LENGTH);
    }

    byte[] salt(boolean client) {
        return slice(2 * SrtpProfile.KEY_LENGTH + (client ? 0 : profile.saltLength()), profile.saltLength());
    }

    private byte[] slice(int offset, int length) {
        return Arrays.copyOfRange(material, offset, offset + length);
    }
}
