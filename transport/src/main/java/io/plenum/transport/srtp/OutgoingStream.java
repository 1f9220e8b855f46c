package io.plenum.transport.srtp;

/// One SSRC that we send.
final class OutgoingStream {
    private final int ssrc;
    private final SendWindow window;
    private long lastUse;

    OutgoingStream(int ssrc, SendWindow window) {
        this.ssrc = ssrc;
        this.window = window;
    }

    int ssrc() {
        return ssrc;
    }

    SendWindow window() {
        return window;
    }

    void use(long number) {
        lastUse = number;
    }

    long lastUse() {
        return lastUse;
    }
}
