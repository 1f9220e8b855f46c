package io.plenum.transport.srtp;

import java.io.IOException;

/// The implementation that was demanded is not there; the message says why.
public final class CryptoUnavailable extends IOException {
    private static final long serialVersionUID = 1;

    CryptoUnavailable(String why) {
        super(why);
    }
}
