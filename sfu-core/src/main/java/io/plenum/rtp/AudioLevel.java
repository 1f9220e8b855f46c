package io.plenum.rtp;

/// The client-to-mixer audio level extension (RFC 6464): one byte, a voice flag and the level in -dBov.
public final class AudioLevel {
    /// Digital silence.
    public static final int SILENCE = 127;

    private AudioLevel() {}

    /// 0 is the loudest, 127 silence.
    public static int minusDbov(byte value) {
        return value & 0x7F;
    }

    /// The sender's voice activity detection; senders without one leave it set.
    public static boolean voice(byte value) {
        return value < 0;
    }

    public static byte of(int minusDbov, boolean voice) {
        return (byte) ((voice ? 0x80 : 0) | minusDbov);
    }
}
