package io.plenum.transport.openssl;

/// There is no libcrypto here that we can use; the message says why.
public final class OpenSslUnavailable extends Exception {
    private static final long serialVersionUID = 1;

    OpenSslUnavailable(String why) {
        super(why);
    }
}
