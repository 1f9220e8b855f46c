package io.plenum.transport.srtp;

/// Which implementation of SRTP an operator wants.
public enum MediaCrypto {
    /// OpenSSL where it is, else Java.
    AUTO,
    /// OpenSSL, or do not start.
    OPENSSL,
    /// jitsi-srtp, whatever is installed.
    JAVA
}
